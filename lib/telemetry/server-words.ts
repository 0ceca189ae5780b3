// What Next says on standard output, as lines of the log.
import { stripVTControlCharacters } from "node:util";

const WORDS_MAX = 300;
/** pino's number for it. */
const INFO = 30;

/** Undefined for an empty line. */
export function toLine(words: unknown[], now: Date): string | undefined {
  const what = stripVTControlCharacters(words.map(String).join(" ")).replace(/\s+/g, " ").trim();
  if (!what) return undefined;
  return JSON.stringify({ level: INFO, time: now.toISOString(), type: "server", what: what.slice(0, WORDS_MAX) });
}
