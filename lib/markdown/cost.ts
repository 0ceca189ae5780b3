// Protects the Markdown parser, whose time grows with the square of open delimiters in a block and of nesting. The bounds are measured.

const nestingMax = 24;
/** Cost of about a second of one core. */
const costMax = 1e8;
const perNestedLine = 600;
const perFootnotePair = 30;
const perUnderlinePair = 12;
/** Factor for a line of a list, times the square of its indentation depth. */
const perIndentation = 8;
/** The parser makes as many cells for each row of a table as its head has. */
const perCell = 1000;

const container = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/;
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

function depthOf(line: string): number {
  return (container.exec(line)?.[0] ?? "").replace(/[\d \t]/g, "").length;
}

/** Upper bound of the lists a line can be in by its indentation, two columns for each. */
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

/** Upper bound of the cells in the tables of a text. */
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

/** Whether rendering would take more than a bounded time; true for no text that a person writes. Linear in the text's length. */
export function isTooCostly(markdown: string): boolean {
  // Table rows count one by one, since each cell is parsed by itself.
  const blocks = markdown.split(/\n[ \t]*\n|\n(?=[ \t]*\|)/);
  const footnotes = count(markdown, /^[ \t>]*\[\^/gm);
  const underlines = count(markdown, /^[ \t>]*(?:=+|-+)[ \t]*$/gm);
  const pairs = perFootnotePair * footnotes ** 2 + perUnderlinePair * underlines ** 2;
  const whole = pairs + perCell * cellsOf(markdown);
  return blocks.reduce((sum, block) => sum + costOf(block), whole) > costMax;
}
