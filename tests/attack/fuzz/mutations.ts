// What can be wrong with a payment header: a field, the terms that were signed, the signature, the JSON, the base64, the headers.
import fc from "fast-check";
import { type Hex, parseSignature, toHex } from "viem";
import type { ExactPayload } from "../../conformance/payer";
import type { Base } from "./lane";

type Version = "v1" | "v2";
type HeaderName = "X-PAYMENT" | "PAYMENT-SIGNATURE";

export type Mutation = { name: HeaderName; version: Version } & (
  | { kind: "field"; path: string; value: unknown }
  | { kind: "terms"; field: keyof ExactPayload["authorization"] | "chainId" | "verifyingContract"; shift: bigint }
  | { kind: "signature"; signature: string }
  | { kind: "variant"; variant: (typeof VARIANTS)[number] }
  | { kind: "json"; trick: (typeof JSON_TRICKS)[number]; depth: number }
  | { kind: "base64"; trick: (typeof BASE64_TRICKS)[number]; at: number; byte: number }
  | { kind: "headers"; trick: (typeof HEADER_TRICKS)[number] }
  | { kind: "noise"; text: string }
);

/** Wallets' other forms of the same signature (s in the upper half, EIP-2098) are not among them: those are paid. */
const VARIANTS = ["v0", "v1", "v2", "v26", "v29", "v255", "longer", "shorter", "swapped", "zero"] as const;
const JSON_TRICKS = [
  "depth",
  "arrays",
  "duplicate",
  "trailing",
  "huge",
  "prototype",
  "string",
  "text",
  "utf16",
  "comment",
] as const;
const BASE64_TRICKS = ["cut", "flip", "insert", "urlsafe", "space", "unpadded", "twice", "hex"] as const;
const HEADER_TRICKS = ["both", "doubled", "doubled-other", "empty", "comma", "bearer", "quoted", "latin1", "oversized"] as const;

const paths: Record<Version, string[]> = {
  v1: ["x402Version", "scheme", "network", "payload"],
  v2: ["x402Version", "accepted", "accepted.scheme", "accepted.network", "payload"],
};
const payloadPaths = [
  "payload.signature",
  "payload.authorization",
  ...["from", "to", "value", "validAfter", "validBefore", "nonce"].map((name) => `payload.authorization.${name}`),
];

const hexOf = (max: number) => fc.uint8Array({ maxLength: max }).map((bytes) => toHex(bytes));
const number = fc.oneof(
  fc.constantFrom("-1", "0", "1e3", "+50000", "050000", " 50000", "50000.0", "0xc350", "５００００", "NaN", "Infinity", "", "-0"),
  fc.bigInt({ min: 0n, max: 2n ** 300n }).map(String),
  fc.constantFrom(2n ** 63n - 1n, 2n ** 63n, 2n ** 64n, 2n ** 256n - 1n, 2n ** 256n).map(String),
  fc.constantFrom(50_000, 1e300, -1, 0.05),
);
const words = fc.oneof(
  fc.constantFrom("exact", "upto", "batch-settlement", "EXACT", "exact\u0000", "deferred", "__proto__", "constructor"),
  fc.constantFrom("base", "base-mainnet", "eip155:8453", "eip155:1", "eip155:084532", "solana", "solana:mainnet", "BASE-SEPOLIA"),
  fc.string({ unit: "binary", maxLength: 64 }),
);
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  number,
  words,
  hexOf(64),
  fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => toHex(bytes)),
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toHex(bytes)),
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom(null, undefined, true, [], {}, [[]], 0, 1, 2, 3, "1", "2"),
);

const of = <K extends string, T extends object>(kind: K, model: { [P in keyof T]: fc.Arbitrary<T[P]> }) =>
  fc.record({
    kind: fc.constant(kind),
    name: fc.constantFrom<HeaderName>("X-PAYMENT", "PAYMENT-SIGNATURE"),
    version: fc.constantFrom<Version>("v1", "v2"),
    ...model,
  });

const field = fc.constantFrom<Version>("v1", "v2").chain((version) =>
  fc.record({
    kind: fc.constant("field"),
    name: fc.constantFrom<HeaderName>("X-PAYMENT", "PAYMENT-SIGNATURE"),
    version: fc.constant(version),
    path: fc.constantFrom(...paths[version], ...payloadPaths, ...payloadPaths),
    value: hostile,
  }),
);

export const mutation = fc.oneof(
  { arbitrary: field, weight: 5 },
  {
    arbitrary: of("terms", {
      field: fc.constantFrom("from", "to", "value", "validAfter", "validBefore", "chainId", "verifyingContract"),
      shift: fc.oneof(fc.constantFrom(1n, -1n, 1_000n, -1_000n), fc.bigInt({ min: -(2n ** 40n), max: 2n ** 62n })),
    }),
    weight: 2,
  },
  { arbitrary: of("signature", { signature: fc.oneof(hexOf(130), hexOf(4096), wrapped()) }), weight: 3 },
  { arbitrary: of("variant", { variant: fc.constantFrom(...VARIANTS) }), weight: 1 },
  { arbitrary: of("json", { trick: fc.constantFrom(...JSON_TRICKS), depth: fc.integer({ min: 1, max: 5_000 }) }), weight: 2 },
  {
    arbitrary: of("base64", { trick: fc.constantFrom(...BASE64_TRICKS), at: fc.nat(2_000), byte: fc.nat(255) }),
    weight: 3,
  },
  { arbitrary: of("headers", { trick: fc.constantFrom(...HEADER_TRICKS) }), weight: 1 },
  { arbitrary: of("noise", { text: fc.string({ unit: "grapheme", maxLength: 300 }) }), weight: 1 },
) as fc.Arbitrary<Mutation>;

/** Bytes with ERC-6492's mark behind them: a wrapper with nothing sensible in it. */
function wrapped(): fc.Arbitrary<string> {
  return hexOf(512).map((hex) => `${hex}${"6492".repeat(16)}`);
}

const encode = (text: string | Uint8Array): string => Buffer.from(text as string).toString("base64");
const copyOf = <T>(value: T): T => structuredClone(value);

/** Case is no difference in hex, and the names of one network are one. */
function sameText(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) => JSON.stringify(value)?.toLowerCase().replace("eip155:84532", "base-sepolia");
  return plain(one) === plain(other);
}

function withField(object: Record<string, unknown>, path: string, value: unknown): Record<string, unknown> | null {
  const copy = copyOf(object);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  if (sameText(parent[last], value)) return null;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

const withSignature = (object: Record<string, unknown>, signature: string) => withField(object, "payload.signature", signature);

function variantOf(signature: Hex, variant: (typeof VARIANTS)[number]): string {
  const { r, s, v = 27n } = parseSignature(signature);
  const rest = (byte: number | bigint) => `${signature.slice(0, -2)}${BigInt(byte).toString(16).padStart(2, "0")}`;
  switch (variant) {
    case "longer":
      return `${signature}00`;
    case "shorter":
      // By two bytes: without its v alone it is EIP-2098's form for 27.
      return signature.slice(0, -4);
    case "swapped":
      return `${s}${r.slice(2)}${v.toString(16)}`;
    case "zero":
      return `0x${"00".repeat(65)}`;
    default: {
      const byte = Number(variant.slice(1));
      // 0 and 1 are what some wallets write for 27 and 28.
      return BigInt(byte) === v - 27n ? signature : rest(byte);
    }
  }
}

/** Signed well, for something else than what is sold. */
async function signWrong({ account, payload }: Base, field: string, shift: bigint): Promise<ExactPayload | null> {
  if (shift === 0n) return null;
  const domain = { name: "USDC", version: "2", chainId: 84532, verifyingContract: "0x036CbD53842c5426634e7929541eC2318f3dCF7e" };
  const authorization = copyOf(payload.authorization) as Record<string, string>;
  const other = toHex((BigInt(payload.authorization.to) + shift) & (2n ** 160n - 1n), { size: 20 });
  if (field === "chainId") domain.chainId = 8453;
  else if (field === "verifyingContract") domain.verifyingContract = other;
  else if (field === "from" || field === "to") authorization[field] = other;
  else {
    const shifted = BigInt(authorization[field] ?? 0) + (field === "value" ? shift : shift * 10_000n);
    // Earlier than long ago is valid as well.
    if (shifted < 0n || (field === "validAfter" && shift < 0n)) return null;
    authorization[field] = String(shifted);
  }
  const types = {
    TransferWithAuthorization: [
      ...["from", "to"].map((name) => ({ name, type: "address" })),
      ...["value", "validAfter", "validBefore"].map((name) => ({ name, type: "uint256" })),
      { name: "nonce", type: "bytes32" },
    ],
  };
  const signature = await account.signTypedData({
    domain: domain as never,
    types,
    primaryType: "TransferWithAuthorization",
    message: authorization,
  });
  return { signature, authorization: authorization as unknown as ExactPayload["authorization"] };
}

function trickyJson(object: Record<string, unknown>, trick: (typeof JSON_TRICKS)[number], depth: number): string | Uint8Array {
  const json = JSON.stringify(object);
  const inner = json.slice(0, -1);
  switch (trick) {
    case "depth":
      return `${inner},"payload":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    case "arrays":
      return JSON.stringify([object]);
    case "duplicate":
      // JSON takes the last of two: what is checked and what is used must not be two different things.
      return `${inner},"payload":{"signature":"0x00","authorization":${JSON.stringify((object.payload as ExactPayload).authorization)}}}`;
    case "trailing":
      return `${json}${"}".repeat(depth % 7)}]`;
    case "huge":
      return `${inner},"x402Version":1e${depth}}`;
    case "prototype":
      return `{"__proto__":${json},"constructor":{"prototype":${json}}}`;
    case "string":
      return JSON.stringify(json);
    case "text":
      return json.replaceAll('"', "'");
    case "utf16":
      return Buffer.from(json, "utf16le");
    case "comment":
      return `/* */${json}`;
  }
}

function trickyBase64(
  object: Record<string, unknown>,
  { trick, at, byte }: Extract<Mutation, { kind: "base64" }>,
): string | null {
  const good = encode(JSON.stringify(object));
  const place = at % good.length;
  const letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_ ~"[byte % 69] ?? "A";
  const made = {
    cut: () => good.slice(0, place),
    flip: () => good.slice(0, place) + letter + good.slice(place + 1),
    insert: () => good.slice(0, place) + letter + good.slice(place),
    urlsafe: () => good.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
    space: () => `${good.slice(0, place)} ${good.slice(place)}`,
    unpadded: () => good.replace(/=+$/, ""),
    twice: () => encode(good),
    hex: () => Buffer.from(JSON.stringify(object)).toString("hex"),
  }[trick]();
  return isSamePayment(made, object) ? null : made;
}

/** Bytes that still say the same payment, as a flipped letter's case in hex does, would rightly be paid. */
function isSamePayment(header: string, object: Record<string, unknown>): boolean {
  try {
    const text = new TextDecoder().decode(Buffer.from(header.trim(), "base64"));
    const { x402Version, scheme, network, accepted, payload } = JSON.parse(text);
    const { signature, authorization } = payload;
    const wanted = object as { accepted?: { scheme: unknown; network: unknown }; payload: ExactPayload } & Record<
      string,
      unknown
    >;
    return sameText(
      [x402Version, scheme ?? accepted?.scheme, network ?? accepted?.network, signature, authorization],
      [
        wanted.x402Version,
        wanted.scheme ?? wanted.accepted?.scheme,
        wanted.network ?? wanted.accepted?.network,
        wanted.payload.signature,
        wanted.payload.authorization,
      ],
    );
  } catch {
    return false;
  }
}

function trickyHeaders(name: HeaderName, good: string, trick: (typeof HEADER_TRICKS)[number]): [string, string][] {
  const other = name === "X-PAYMENT" ? "PAYMENT-SIGNATURE" : "X-PAYMENT";
  const headers: Record<(typeof HEADER_TRICKS)[number], [string, string][]> = {
    both: [
      [name, good],
      [other, good],
    ],
    doubled: [
      [name, good],
      [name, good],
    ],
    "doubled-other": [
      [name, good],
      [name.toLowerCase(), "e30="],
    ],
    empty: [[name, ""]],
    comma: [[name, `${good},`]],
    bearer: [[name, `Bearer ${good}`]],
    quoted: [[name, `"${good}"`]],
    latin1: [[name, `${good}\u00ff\u00e9`]],
    oversized: [[name, encode("x".repeat(14_000))]],
  };
  return headers[trick];
}

/** The headers of one request; null where this mutation would leave the payment what it is. */
export async function rawHeaders(mutation: Mutation, base: Base): Promise<[string, string][] | null> {
  const { name, version } = mutation;
  const object = base[version];
  const carry = (value: unknown): [string, string][] | null => (value ? [[name, encode(JSON.stringify(value))]] : null);
  switch (mutation.kind) {
    case "field":
      return carry(withField(object, mutation.path, mutation.value));
    case "terms": {
      const payload = await signWrong(base, mutation.field, mutation.shift);
      return payload && carry({ ...object, payload });
    }
    case "signature":
      return carry(withSignature(object, mutation.signature));
    case "variant":
      return carry(withSignature(object, variantOf(base.payload.signature, mutation.variant)));
    case "json":
      return [[name, encode(trickyJson(object, mutation.trick, mutation.depth))]];
    case "base64": {
      const header = trickyBase64(object, mutation);
      return header === null ? null : [[name, header]];
    }
    case "headers":
      return trickyHeaders(name, encode(JSON.stringify(object)), mutation.trick);
    case "noise":
      return [[name, encode(mutation.text)]];
  }
}
