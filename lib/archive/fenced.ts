const fence = /^ {0,3}(`{3,}|~{3,})/;

/** A text as runs of lines, in fenced code and outside it; joined by line ends they are the text. */
export function fenced(text: string): { text: string; isCode: boolean }[] {
  const runs: { lines: string[]; isCode: boolean }[] = [];
  let open: string | undefined;
  for (const line of text.split("\n")) {
    const mark = fence.exec(line)?.[1];
    const isCode = open !== undefined || mark !== undefined;
    const last = runs.at(-1);
    if (last?.isCode === isCode) last.lines.push(line);
    else runs.push({ lines: [line], isCode });
    if (mark) open = open === undefined ? mark : mark.startsWith(open) ? undefined : open;
  }
  return runs.map(({ lines, isCode }) => ({ text: lines.join("\n"), isCode }));
}
