// Guards the Markdown parser, whose time grows with the square of open delimiters in a block and of nesting. Measured, not guessed.

const nestingMax = 24;
/** About a second of one core. */
const costMax = 1e8;
const perNestedLine = 600;
const perFootnotePair = 30;
const perUnderlinePair = 12;
/** Of a list's line, times the square of how deep it is indented. */
const perIndentation = 8;
/** Every row of a table has as many cells as its head, written or not. */
const perCell = 1000;

const container = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/;
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

function depthOf(line: string): number {
  return (container.exec(line)?.[0] ?? "").replace(/[\d \t]/g, "").length;
}

/** How many lists a line may be in by its indentation: two columns are enough for each. */
function indentationOf(line: string): number {
  const columns = (container.exec(line)?.[0] ?? "").replaceAll("\t", "    ").replace(/\S/g, "").length;
  return Math.floor(columns / 2);
}

function costOf(block: string): number {
  const delimiters = count(block, /[*_~[\]!<"`]/g);
  const lines = block.split("\n");
  const depth = lines.reduce((deepest, line) => Math.max(deepest, depthOf(line)), 0);
  const indented = lines.reduce((sum, line) => sum + perIndentation * indentationOf(line) ** 2, 0);
  return depth > nestingMax ? Number.POSITIVE_INFINITY : delimiters ** 2 + depth * lines.length * perNestedLine + indented;
}

const delimiterRow = /^[ \t>]*[|:-][|: \t-]*$/;
const blank = /^[ \t>]*$/;

/** At most so many cells are made of the tables of a text. */
function cellsOf(markdown: string): number {
  let cells = 0;
  let columns = 0;
  for (const line of markdown.split("\n")) {
    if (blank.test(line)) columns = 0;
    else if (delimiterRow.test(line)) columns = Math.max(columns, count(line, /\|/g) + 1);
    cells += columns;
  }
  return cells;
}

/** True for text that no person writes and that would hold the server up. Linear in its length. */
export function isTooCostly(markdown: string): boolean {
  // Table rows count one by one: each cell is parsed by itself.
  const blocks = markdown.split(/\n[ \t]*\n|\n(?=[ \t]*\|)/);
  const footnotes = count(markdown, /^[ \t>]*\[\^/gm);
  const underlines = count(markdown, /^[ \t>]*(?:=+|-+)[ \t]*$/gm);
  const pairs = perFootnotePair * footnotes ** 2 + perUnderlinePair * underlines ** 2;
  const whole = pairs + perCell * cellsOf(markdown);
  return blocks.reduce((sum, block) => sum + costOf(block), whole) > costMax;
}
