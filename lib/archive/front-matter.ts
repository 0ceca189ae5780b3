// Front matter: YAML between two lines of `---`. It is read with YAML's failsafe schema, in which every value is text: 0.10 stays
// "0.10", and tags are ignored.
import { parseDocument, stringify, YAMLParseError } from "yaml";
import { ArchiveError } from "./archive-error";
import { type ArchiveFinding, finding } from "./findings";

/** An exported item may list a hundred files with their hashes. */
const matterBytesMax = 64 * 1024;
const opening = /^---[ \t]*\n/;
const closing = /^(?:---|\.\.\.)[ \t]*$/m;

export type MatterValue = string | null | MatterValue[] | { [key: string]: MatterValue };
export type Matter = Record<string, MatterValue>;

const isMapping = (value: unknown): value is Matter => typeof value === "object" && value !== null && !Array.isArray(value);

function yamlFinding(error: unknown): ArchiveFinding {
  if (!(error instanceof YAMLParseError))
    return finding("front_matter_invalid", { line: undefined, message: "It is nested too deeply" });
  const [position] = error.linePos ?? [];
  // The parser counts from the line below the opening ---.
  const line = position && position.line + 1;
  if (error.code === "BLOCK_AS_IMPLICIT_KEY") return finding("front_matter_colon", { line });
  const [message = ""] = error.message.split(/ at line \d|\n/);
  return finding("front_matter_invalid", { line, message: message.replace(/[:.]+$/, "") });
}

function parseMatter(yaml: string): Matter {
  let value: unknown;
  try {
    const document = parseDocument(yaml, { schema: "failsafe", prettyErrors: true });
    const [error] = document.errors;
    if (error) throw error;
    value = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw new ArchiveError(yamlFinding(error));
  }
  if (value === null || value === "") return {};
  if (!isMapping(value)) throw new ArchiveError(finding("front_matter_no_mapping"));
  return value;
}

/** A text may begin with a rule: front matter begins with a name, a list or a brace, or is empty; a comment stands right below the line. */
const field =
  /^(?:(?:[ \t]*#.*\n)*|(?:[ \t]*\n)*)(?:["']?[^\s#"'][^\n:]{0,100}["']?[ \t]*:(?:[ \t]|\n|$)|-[ \t]|[{[]|---[ \t]*(?:\n|$))/;
const keyLine = /^["']?[\p{L}\p{N}_.-]{1,60}["']?[ \t]*:(?:[ \t]|$)/u;

/** Most lines that begin at the margin are `name:`, up to the closing line. */
function looksLikeMapping(rest: string): boolean {
  const end = closing.exec(rest.slice(0, matterBytesMax + 8));
  if (!end) return false;
  const lines = rest
    .slice(0, end.index)
    .split("\n")
    .filter((line) => /^[^\s#\]})-]/.test(line));
  return lines.filter((line) => keyLine.test(line)).length * 2 > lines.length;
}

/** What stands apart from the line above it may be text below a rule, unless it was meant as front matter. */
const isText = (rest: string) => /^[ \t]*\n/.test(rest) && !looksLikeMapping(rest);

/** `text` has `\n` line ends (see `decodeText`). Without front matter, all of it is the body. */
export function splitFrontMatter(text: string): { matter: Matter; body: string } {
  if (/^\+\+\+[ \t]*\n/.test(text)) throw new ArchiveError(finding("front_matter_toml"));
  const start = opening.exec(text)?.[0].length;
  const rest = text.slice(start);
  if (start === undefined || !field.test(rest)) return { matter: {}, body: text };
  try {
    return readFrontMatter(rest);
  } catch (error) {
    if (isText(rest)) return { matter: {}, body: text };
    throw error;
  }
}

function readFrontMatter(rest: string): { matter: Matter; body: string } {
  const end = closing.exec(rest.slice(0, matterBytesMax + 8));
  if (!end) {
    throw new ArchiveError(finding(rest.length > matterBytesMax ? "front_matter_too_long" : "front_matter_unclosed"));
  }
  return { matter: parseMatter(rest.slice(0, end.index)), body: rest.slice(end.index + end[0].length + 1) };
}

/** The front matter with its two `---` lines; undefined values are left out. */
export function writeFrontMatter(matter: Record<string, unknown>): string {
  return `---\n${stringify(matter, { lineWidth: 0, aliasDuplicateObjects: false })}---\n`;
}
