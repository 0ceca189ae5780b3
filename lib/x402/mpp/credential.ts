// Authorization: Payment (MPP, method `evm`, intent `charge`): an answered challenge, read as the payment that it is.
import { z } from "zod";
import { ADDRESS_FORM, toAddress } from "../../kernel/address";
import { Refusal } from "../../kernel/errors";
import { fieldIssuesOf } from "../../kernel/field-issues";
import { authorizationSchema, type PresentedPayment, readClaim, signatureSchema } from "../payment-header";
import { isCredential } from "./challenge";

const CREDENTIAL_CHARACTERS_MAX = 16 * 1024;
const BASE64URL = /^[A-Za-z0-9_-]+={0,2}$/;

const credential = z.object({
  // Compared, part for part, with what we would have asked for.
  challenge: z.strictObject({
    id: z.string().max(128),
    realm: z.string().max(255),
    method: z.literal("evm"),
    intent: z.literal("charge"),
    request: z.string().max(2_048),
    expires: z.string().max(64),
  }),
  payload: authorizationSchema.extend({ type: z.literal("authorization"), signature: signatureSchema }),
  source: z.string().max(128).optional(),
});

const charged = z.object({
  currency: z.string().regex(ADDRESS_FORM).transform(toAddress),
  methodDetails: z.object({ chainId: z.int().positive() }),
});

const refuse = (message: string, issues?: ReturnType<typeof fieldIssuesOf>) =>
  new Refusal("invalid_payment_header", message, issues ? { issues } : {});

function decode(text: string, what: string): unknown {
  if (!BASE64URL.test(text)) throw refuse(`${what} is not base64url.`);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "base64url")));
  } catch {
    throw refuse(`${what} does not hold JSON.`);
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const { success, data, error } = schema.safeParse(value);
  if (!success) throw refuse(`${what} is not of a charge by authorization.`, fieldIssuesOf(error));
  return data;
}

/** The payment of a request; null if it carries none of this scheme. Throws `invalid_payment_header`, before any money can move. */
export function parseCredential(headers: Headers): PresentedPayment | null {
  const header = headers.get("authorization");
  if (!isCredential(header)) return null;
  if (header.length > CREDENTIAL_CHARACTERS_MAX) throw refuse("The credential is too long.");
  const { challenge, payload, source } = parse(credential, decode(header.slice(8).trim(), "The credential"), "The credential");
  const { currency, methodDetails } = parse(
    charged,
    decode(challenge.request, "The challenge's request"),
    "The challenge's request",
  );
  const network = `eip155:${methodDetails.chainId}`;
  const { type: _type, ...authorization } = payload;
  if (source !== undefined && source.toLowerCase() !== `did:pkh:${network}:${authorization.from}`)
    throw refuse("The credential's source is not who signed.");
  return {
    header: "authorization",
    x402Version: 2,
    scheme: "exact",
    network,
    asset: currency,
    authorization,
    challenge,
    claim: readClaim(headers),
  };
}
