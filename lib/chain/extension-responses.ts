// What a facilitator says of a payment's extensions, as whether it catalogued what was sold: its EXTENSION-RESPONSES header, base64 of
// JSON by extension. Of each, only the words that are meant for a log.

const HEADER_CHARACTERS_MAX = 8 * 1024;
const EXTENSIONS_MAX = 10;
const WORD_MAX = 100;
const FIELDS = ["status", "rejectedReason", "reason", "code"];

const cut = (text: string) => text.slice(0, WORD_MAX);

function wordsOf(answer: unknown): string {
  if (typeof answer !== "object" || answer === null) return "";
  const fields = answer as Record<string, unknown>;
  return FIELDS.map((name) => fields[name])
    .filter((word) => typeof word === "string" && word !== "")
    .map((word) => cut(word as string))
    .join(", ");
}

/** As "bazaar: processing"; null where nothing is said, or nothing that can be read. */
export function readExtensionResponses(headers: Headers): string | null {
  const header = headers.get("EXTENSION-RESPONSES");
  if (!header || header.length > HEADER_CHARACTERS_MAX) return null;
  try {
    const answers: unknown = JSON.parse(Buffer.from(header, "base64").toString("utf8"));
    if (typeof answers !== "object" || answers === null || Array.isArray(answers)) return null;
    const said = Object.entries(answers).slice(0, EXTENSIONS_MAX);
    return said.map(([name, answer]) => `${cut(name)}: ${wordsOf(answer)}`).join("; ") || null;
  } catch {
    return null;
  }
}
