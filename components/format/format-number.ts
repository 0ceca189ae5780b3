// Numbers for people. Apart from format.ts, so that text files need not import the rest of it.

/** "1,840 words": for English; languages without plurals write the number by `formatNumber`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** "21,900", in both languages. */
export function formatNumber(count: number): string {
  return count.toLocaleString("en-US");
}
