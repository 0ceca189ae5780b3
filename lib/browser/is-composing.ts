/**
 * Whether a key belongs to an input method, as the Enter that takes a candidate. Safari ends the composition before it tells of the key,
 * and has only the key code left to say so.
 */
export function isComposing({ isComposing: composes, keyCode }: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return composes || keyCode === 229;
}
