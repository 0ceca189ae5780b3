// Which lines of a Markdown text are fenced code, line by line.

const opening = /^ {0,3}(?:(`{3,})[^`]*$|(~{3,}))/;
const closing = /^ {0,3}(`{3,}|~{3,})\s*$/;

/** The fence that is open below a line; `open`: the one above it. */
export function fenceBelow(line: string, open: string | undefined): string | undefined {
  if (open !== undefined) return closing.exec(line)?.[1]?.startsWith(open) ? undefined : open;
  const [, ticks, tildes] = opening.exec(line) ?? [];
  return ticks ?? tildes;
}
