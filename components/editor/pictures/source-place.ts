// Where a picture that is on its way belongs in Markdown that is written on meanwhile.

/** The position after a change that made `after` of `before`: what was written right at it comes behind it. */
export function movedPosition(before: string, after: string, at: number): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (at <= start) return at;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  const fromEnd = Math.min(before.length - at, same);
  return after.length - Math.max(0, fromEnd);
}

/** `![](picture:…)` as it is put at a position: on lines of its own. */
export function pictureLines(value: string, source: string, at: number): string {
  const [before, after] = [value.slice(0, at), value.slice(at)];
  const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  return `${gap}![](${source})${after.startsWith("\n") ? "" : "\n\n"}`;
}
