import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type RefusalCode, refusals } from "@/lib/kernel/errors";

type PublicCode = RefusalCode | "internal";

const statuses: Record<PublicCode, number> = { ...refusals, internal: 500 };

export const codes = Object.keys(statuses) as PublicCode[];

const folder = join(process.cwd(), "docs", "errors");

/** The page of a code: its title, and the Markdown below it. Undefined for a code that does not exist. */
export async function readError(
  code: string,
): Promise<{ code: PublicCode; status: number; title: string; text: string } | undefined> {
  const known = codes.find((candidate) => candidate === code);
  if (!known) return undefined;
  const [first = "", ...rest] = (await readFile(join(folder, `${known}.md`), "utf8")).split("\n");
  return { code: known, status: statuses[known], title: first.replace(/^# /, ""), text: rest.join("\n") };
}
