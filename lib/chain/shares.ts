/** Of a whole that is split over so many members, the part of the one at this place, from 0. All parts together are the whole. */
export function shareOf(whole: bigint, members: number, place: number): bigint {
  const count = BigInt(members);
  return whole / count + (BigInt(place) < whole % count ? 1n : 0n);
}
