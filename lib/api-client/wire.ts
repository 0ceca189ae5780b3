// Domain objects as they cross to the browser: amounts, sizes and dates become strings.
export type Wire<T> = T extends bigint | Date
  ? string
  : T extends readonly (infer U)[]
    ? Wire<U>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

export function toWire<T>(value: T): Wire<T> {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? part.toString() : part)),
  ) as Wire<T>;
}
