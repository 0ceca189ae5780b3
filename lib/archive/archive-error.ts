// A finding as an error: what ends the reading of a text, a file or a source.
import { ApiProblem } from "../api-client/problem";
import { type ArchiveFinding, finding, sentenceOf } from "./findings";
import { findingsInEnglish } from "./findings.en";

/** `message` is the finding in English. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
  readonly finding: ArchiveFinding;

  constructor(found: ArchiveFinding) {
    super(sentenceOf(findingsInEnglish, found));
    this.finding = found;
  }
}

/** The finding behind an error; `otherwise` for one that is neither ours nor the API's. */
export function findingOf(error: unknown, otherwise: "unreadable" | "not_imported"): ArchiveFinding {
  if (error instanceof ArchiveError) return error.finding;
  if (error instanceof ApiProblem) return finding("api_refused", { refusal: error.code, detail: error.message });
  return finding(otherwise);
}
