// EIP-712 hashes of flat messages, as viem makes them. What does not depend on the message is worked out once: of each purchase's two
// hashes that is most of the work.
import { LRUCache } from "lru-cache";
import { concatHex, domainSeparator, keccak256, stringToHex, type TypedDataDomain, toHex } from "viem";
import type { Hex } from "./address";

interface Field {
  readonly name: string;
  readonly type: string;
}
type Fields = readonly Field[];

export interface FlatTypedData {
  domain: { name: string; version: string; chainId: number; verifyingContract?: Hex };
  /** One type, whose fields are numbers, addresses, words of 32 bytes and strings. */
  types: Readonly<Record<string, Fields>>;
  primaryType: string;
  message: object;
}

type Encode = (value: unknown) => Hex;

const number: Encode = (value) => toHex(BigInt(value as bigint | number | string), { size: 32 });
const ADDRESS = /^0x[0-9a-f]{40}$/i;
const WORD = /^0x[0-9a-f]{64}$/i;

function checked(form: RegExp, value: unknown): string {
  if (typeof value !== "string" || !form.test(value)) throw new TypeError("a field of typed data is not of its type");
  return value.slice(2);
}

const encoders: Record<string, Encode> = {
  uint256: number,
  address: (value) => `0x${checked(ADDRESS, value).padStart(64, "0")}`,
  bytes32: (value) => `0x${checked(WORD, value)}`,
  string: (value) => keccak256(stringToHex(String(value))),
};

interface Form {
  typeHash: Hex;
  fields: { name: string; encode: Encode }[];
}

function formOf(name: string, fields: Fields): Form {
  const type = `${name}(${fields.map((field) => `${field.type} ${field.name}`).join(",")})`;
  return {
    typeHash: keccak256(stringToHex(type)),
    fields: fields.map((field) => {
      const encode = encoders[field.type];
      if (!encode) throw new TypeError(`no typed data of ours has fields of type ${field.type}`);
      return { name: field.name, encode };
    }),
  };
}

/** By their fields, which are constants. */
const forms = new WeakMap<Fields, Form>();
const separators = new LRUCache<string, Hex>({ max: 100 });

function separatorOf(domain: FlatTypedData["domain"]): Hex {
  const key = JSON.stringify([domain.name, domain.version, domain.chainId, domain.verifyingContract]);
  const found = separators.get(key) ?? domainSeparator({ domain: domain as TypedDataDomain });
  separators.set(key, found);
  return found;
}

/** Throws for a field that is not of its type. */
export function hashFlatTypedData({ domain, types, primaryType, message }: FlatTypedData): Hex {
  const fields = types[primaryType];
  if (!fields) throw new TypeError("typed data has no fields");
  const form = forms.get(fields) ?? formOf(primaryType, fields);
  forms.set(fields, form);
  const values = message as Record<string, unknown>;
  const struct = keccak256(concatHex([form.typeHash, ...form.fields.map(({ name, encode }) => encode(values[name]))]));
  return keccak256(concatHex(["0x1901", separatorOf(domain), struct]));
}
