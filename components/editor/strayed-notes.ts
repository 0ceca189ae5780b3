// Footnotes whose mark and note stand on different sides of the paid line. Each side is rendered by itself, so that nothing of a
// paid note reaches the free part: such a mark stays as it was written.
const code = /(^|\n) {0,3}(`{3,}|~{3,})[\s\S]*?(\n {0,3}\2|$)|(`+)[\s\S]*?[^`]\4(?!`)/g;
const notes = /^ {0,3}\[\^([^\]\s]+)\]:/gm;
const marks = /(?<!\\)\[\^([^\]\s]+)\](?!:)/g;

const labelsIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, label = ""]) => label.toLowerCase());

function read(text: string) {
  const prose = text.replaceAll(code, "$1");
  return { notes: new Set(labelsIn(prose, notes)), marks: labelsIn(prose, marks) };
}

/** As "[^1]", in the order of their marks. */
export function strayedNotes(free: string, paid: string): string[] {
  if (!free.includes("[^") || !paid.includes("[^")) return [];
  const [above, below] = [read(free), read(paid)];
  const strayed = (marked: string[], here: Set<string>, there: Set<string>) =>
    marked.filter((label) => !here.has(label) && there.has(label));
  const labels = [...strayed(above.marks, above.notes, below.notes), ...strayed(below.marks, below.notes, above.notes)];
  return [...new Set(labels)].map((label) => `[^${label}]`);
}
