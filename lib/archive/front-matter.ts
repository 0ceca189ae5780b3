// Front matter: YAML between two lines of `---`. Read with YAML's failsafe schema, in which every value is text: 0.10 stays "0.10",
// nothing is converted, and no tag makes anything run.
import { parseDocument, stringify } from "yaml";

const matterBytesMax = 64 * 1024;
/** An exported item may list a hundred files with their hashes. */
const opening = /^---[ \t]*\n/;
const closing = /^(?:---|\.\.\.)[ \t]*$/m;

export type MatterValue = string | null | MatterValue[] | { [key: string]: MatterValue };
export type Matter = Record<string, MatterValue>;

/** A sentence for a person about why a text cannot be read. */
export class UnreadableText extends Error {
  override readonly name = "UnreadableText";
}

const isMapping = (value: unknown): value is Matter => typeof value === "object" && value !== null && !Array.isArray(value);

/** What the parser says, with the one hint that most people need. */
function faultOf(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : "").split("\n");
  // Counted from the top of the file, which has a line of --- above.
  const first = line.replace(/(?<=at line )\d+/, (number) => `${Number(number) + 1}`);
  if (first.includes("Nested mappings"))
    return `A value with “: ” in it must stand in quotes${/ at line \d+/.exec(first)?.[0] ?? ""}.`;
  return `${first.replace(/[:.]+$/, "") || "It is nested too deeply"}.`;
}

function parseMatter(yaml: string): Matter {
  let value: unknown;
  try {
    const document = parseDocument(yaml, { schema: "failsafe", prettyErrors: true });
    const [error] = document.errors;
    if (error) throw error;
    value = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw new UnreadableText(`The front matter is not valid YAML. ${faultOf(error)}`);
  }
  if (value === null || value === "") return {};
  if (!isMapping(value)) throw new UnreadableText('The front matter must be lines like "title: On pennies".');
  return value;
}

/** Text with line ends as `\n`, as `decodeText` gives it. Without front matter, everything is body. */
export function splitFrontMatter(text: string): { matter: Matter; body: string } {
  if (/^\+\+\+[ \t]*\n/.test(text))
    throw new UnreadableText("The front matter is TOML (between lines of +++). Write it as YAML, between lines of ---.");
  const start = opening.exec(text)?.[0].length;
  if (start === undefined) return { matter: {}, body: text };
  const rest = text.slice(start);
  const end = closing.exec(rest.slice(0, matterBytesMax + 8));
  if (!end) {
    const reason = rest.length > matterBytesMax ? "is longer than 64 KB" : "is never closed";
    throw new UnreadableText(`The front matter begins with --- and ${reason}. End it with a line of ---.`);
  }
  return { matter: parseMatter(rest.slice(0, end.index)), body: rest.slice(end.index + end[0].length + 1) };
}

/** The block with both of its lines; what is undefined is left out. */
export function writeFrontMatter(matter: Record<string, unknown>): string {
  return `---\n${stringify(matter, { lineWidth: 0, aliasDuplicateObjects: false })}---\n`;
}
