// Guards the Markdown parser, whose time grows with the square of open delimiters in a block and of nesting. Measured, not guessed.

const nestingMax = 24;
/** About a second of one core. */
const costMax = 1e8;
const perNestedLine = 600;
const perFootnotePair = 30;

const container = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/;
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

function depthOf(line: string): number {
  return (container.exec(line)?.[0] ?? "").replace(/[\d \t]/g, "").length;
}

function costOf(block: string): number {
  const delimiters = count(block, /[*_~[\]!<"`]/g);
  const lines = block.split("\n");
  const depth = lines.reduce((deepest, line) => Math.max(deepest, depthOf(line)), 0);
  return depth > nestingMax ? Number.POSITIVE_INFINITY : delimiters ** 2 + depth * lines.length * perNestedLine;
}

/** True for text that no person writes and that would hold the server up. Linear in its length. */
export function isTooCostly(markdown: string): boolean {
  // Table rows count one by one: each cell is parsed by itself.
  const blocks = markdown.split(/\n[ \t]*\n|\n(?=[ \t]*\|)/);
  const footnotes = count(markdown, /^[ \t>]*\[\^/gm);
  return blocks.reduce((sum, block) => sum + costOf(block), perFootnotePair * footnotes ** 2) > costMax;
}
