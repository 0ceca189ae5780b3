// sign-in-with-x (x402 v2 extension, CAIP-122 over EIP-4361): the announcement in a 402, and the SIGN-IN-WITH-X request header.
// A wallet proves its address and reads what it bought without paying again; wallets show the message as a sign-in.
import { z } from "zod";
import { type Address, type Hex, toAddress } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import type { Network } from "./networks";

export const SIGN_IN_WITH_X = "sign-in-with-x";
const HEADER_CHARACTERS_MAX = 16 * 1024;
const STATEMENT = "Open what this wallet bought, for nothing.";

export const refuseSignInWithX = (why: string) => new Refusal("sign_in_refused", `${SIGN_IN_WITH_X}: ${why}`);

export interface SignInChallenge {
  /** The paid resource, absolute; its origin is the domain of the message. */
  url: string;
  /** Those on which a contract's signature can be checked. */
  networks: readonly Pick<Network, "caip2">[];
  nonce: string;
  issuedAt: Date;
  expiresAt: Date;
}

/** The value of `extensions["sign-in-with-x"]` in a 402, without its optional schema. */
export function signInExtension({ url, networks, nonce, issuedAt, expiresAt }: SignInChallenge) {
  const chains = new Set(networks.map(({ caip2 }) => caip2));
  return {
    info: {
      domain: new URL(url).host,
      uri: url,
      version: "1",
      nonce,
      issuedAt: issuedAt.toISOString(),
      expirationTime: expiresAt.toISOString(),
      statement: STATEMENT,
    },
    supportedChains: [...chains].map((chainId) => ({ chainId, type: "eip191" })),
  };
}

/** Text for one line of the message: without line breaks, so that it cannot imitate another line. */
const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}\u2028\u2029]+$/u);
const date = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/);
const payload = z.object({
  domain: line(256).regex(/^[^\s/?#@]+$/),
  address: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  statement: line(500).optional(),
  uri: line(2000),
  version: z.literal("1"),
  chainId: z.string().regex(/^eip155:[1-9]\d{0,14}$/),
  type: z.literal("eip191"),
  nonce: z.string().regex(/^[0-9a-zA-Z]{8,96}$/),
  issuedAt: date,
  expirationTime: date.optional(),
  notBefore: date.optional(),
  requestId: line(200).optional(),
  resources: z.array(line(2000)).max(10).optional(),
  signatureScheme: z.string().max(20).optional(),
  signature: z.string().regex(/^0x(?:[0-9a-fA-F]{2}){1,4096}$/),
});

type Fields = z.output<typeof payload>;
export interface SignInPayload extends Fields {
  address: Hex;
  signature: Hex;
  /** The address in lower case, as stored. */
  wallet: Address;
}

/** Reads SIGN-IN-WITH-X (standard base64 of JSON). Throws `sign_in_refused`. */
export function parseSignInHeader(header: string): SignInPayload {
  if (header.length > HEADER_CHARACTERS_MAX) throw refuseSignInWithX("the header is too long.");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(header)) throw refuseSignInWithX("the header is not standard base64.");
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(header, "base64")));
  } catch {
    throw refuseSignInWithX("the header does not hold JSON.");
  }
  const result = payload.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw refuseSignInWithX(`the header is not a signed EIP-4361 message (${issue?.path.join(".") || "object"}).`);
  }
  const address = result.data.address as Hex;
  return { ...result.data, address, wallet: toAddress(address), signature: result.data.signature as Hex };
}

/** The exact message that was signed (EIP-4361). */
export function signInMessage(
  fields: Omit<Fields, "signature" | "signatureScheme" | "type" | "version"> & { version: string },
): string {
  const optional = (label: string, value: string | undefined) => (value === undefined ? [] : [`${label}: ${value}`]);
  const { statement, resources } = fields;
  return [
    `${fields.domain} wants you to sign in with your Ethereum account:`,
    fields.address,
    "",
    ...(statement === undefined ? [""] : [statement, ""]),
    `URI: ${fields.uri}`,
    `Version: ${fields.version}`,
    `Chain ID: ${fields.chainId.slice("eip155:".length)}`,
    `Nonce: ${fields.nonce}`,
    `Issued At: ${fields.issuedAt}`,
    ...optional("Expiration Time", fields.expirationTime),
    ...optional("Not Before", fields.notBefore),
    ...optional("Request ID", fields.requestId),
    ...(resources ? ["Resources:", ...resources.map((resource) => `- ${resource}`)] : []),
  ].join("\n");
}
