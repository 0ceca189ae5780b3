// The parts that a draft may lack for publishing. Rows keep their names; people's sentences are made from the issue.
import type { FieldIssue } from "../../kernel/field-issues";
import type { ItemKind } from "../codecs";
import type { VersionContent } from "./commitment";

const sentences = {
  title: "Give it a title.",
  content: "Write the paid part: it is what readers buy.",
  files: "Add at least one file: it is what readers buy.",
};
export type Part = keyof typeof sentences;

const isPart = (name: string): name is Part => Object.hasOwn(sentences, name);

export function missingParts({ kind }: { kind: ItemKind }, draft: VersionContent): Part[] {
  return [
    ...(draft.title === "" ? ["title" as const] : []),
    ...(kind === "article" && draft.content.trim() === "" ? ["content" as const] : []),
    ...(kind === "file" && draft.files.length === 0 ? ["files" as const] : []),
  ];
}

/** What is to be said of these parts; names that a row has from elsewhere are left out. */
export function issuesOf(parts: readonly string[]): FieldIssue[] {
  return parts.filter(isPart).map((part) => ({ path: part, code: "missing", message: sentences[part] }));
}
