/** Whether the room that is left is worth a word: a tenth of the limit, or ten characters of a short one. */
export const isNear = (used: number, max: number) => max - used <= Math.max(max / 10, Math.min(10, max / 3));

/** Bytes in the unit in which their limit is told: 2 MB are 2 · 1024². */
export function inUnit(used: number, max: number): [used: string, max: string] {
  const [unit, name, digits] = max >= 1024 ** 2 ? [1024 ** 2, "MB", 2] : [1024, "KB", 0];
  // Never less than there is: 200.2 KB are not 200.
  const shown = Math.ceil((used / unit) * 10 ** digits) / 10 ** digits;
  return [`${shown} ${name}`, `${max / unit} ${name}`];
}
