// Prefixed identifiers, `item_01k…`: a ULID (48 bits of time, 80 of chance) in lower-case Crockford base 32, so that keys sort by age.

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

export type IdPrefix =
  | "cre"
  | "item"
  | "ver"
  | "file"
  | "price"
  | "pur"
  | "att"
  | "ent"
  | "ses"
  | "dis"
  | "rec"
  | "key"
  | "pic"
  | "pay"
  | "upl"
  | "act"
  | "rep";

function encode(value: bigint, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest >>= 5n) text = ALPHABET[Number(rest & 31n)] + text;
  return text;
}

/** A new id of the given kind. */
export function newId(prefix: IdPrefix, now = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  const chance = random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return `${prefix}_${encode(BigInt(now), 10)}${encode(chance, 16)}`;
}

/** What an id of this kind looks like; for schemas of path parameters. */
export function idPattern(prefix: IdPrefix): RegExp {
  return new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`);
}
