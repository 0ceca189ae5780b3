// Footnotes whose reference and definition are on different sides of the paid divider. Each side is rendered alone, so that no paid
// footnote reaches the free part; such a reference is shown as plain text.
const code = /(^|\n) {0,3}(`{3,}|~{3,})[\s\S]*?(\n {0,3}\2|$)|(`+)[\s\S]*?[^`]\4(?!`)/g;
const notes = /^ {0,3}\[\^([^\]\s]+)\]:/gm;
const marks = /(?<!\\)\[\^([^\]\s]+)\](?!:)/g;

const labelsIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, label = ""]) => label.toLowerCase());

function read(text: string) {
  const prose = text.replaceAll(code, "$1");
  return { notes: new Set(labelsIn(prose, notes)), marks: labelsIn(prose, marks) };
}

/** Returns references as "[^1]", in order. */
export function splitFootnotes(free: string, paid: string): string[] {
  if (!free.includes("[^") || !paid.includes("[^")) return [];
  const [above, below] = [read(free), read(paid)];
  const split = (marked: string[], here: Set<string>, there: Set<string>) =>
    marked.filter((label) => !here.has(label) && there.has(label));
  const labels = [...split(above.marks, above.notes, below.notes), ...split(below.marks, below.notes, above.notes)];
  return [...new Set(labels)].map((label) => `[^${label}]`);
}
