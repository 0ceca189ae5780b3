/** The least round amount that is no less: one, two, four or ten of a power of ten, so that its half is round too. In atomic USDC. */
export function scaleTop(highest: bigint): bigint {
  for (let unit = 10n; ; unit *= 10n) {
    const top = [1n, 2n, 4n, 10n].map((count) => count * unit).find((round) => round >= highest);
    if (top !== undefined) return top;
  }
}
