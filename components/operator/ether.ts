const WEI_PER_UNIT = 10n ** 12n;

/** "0.012345": ether with six decimals, rounded down. */
export function formatEther(wei: bigint): string {
  const millionths = (wei / WEI_PER_UNIT).toString().padStart(7, "0");
  return `${millionths.slice(0, -6)}.${millionths.slice(-6)}`;
}
