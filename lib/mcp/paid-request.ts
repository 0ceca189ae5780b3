// A call's `_meta` as the headers of the HTTP request that asks the same. Nothing else of the call goes with it: no cookie, no origin.
import { CLIENT_HEADER } from "../http/node/client-address";
import { Refusal } from "../kernel/errors";
import { encodeHeader } from "../x402/exact/authorization";
import { CLAIM_HEADER } from "../x402/payment-header";
import { SIGN_IN_WITH_X } from "../x402/sign-in-with-x";
import { META } from "./results";

export type Meta = Readonly<Record<string, unknown>> | undefined;

const PASSED_ON = [CLIENT_HEADER, "user-agent"];

function encode(key: string, value: unknown): string {
  try {
    if (typeof value === "object" && value !== null) return encodeHeader(value);
  } catch {
    // Nested too deeply to be written.
  }
  throw new Refusal("invalid_payment_header", `_meta["${key}"] is not an object of x402.`);
}

/** The request for `url` that an HTTP client would send with this payment or proof. It ends with the call's own connection. */
export function paidRequest(url: string, call: Request, meta: Meta): Request {
  const headers = new Headers();
  for (const name of PASSED_ON) {
    const value = call.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const { [META.payment]: payment, [META.proof]: proof, [META.claim]: claim } = meta ?? {};
  if (payment !== undefined) headers.set("PAYMENT-SIGNATURE", encode(META.payment, payment));
  if (proof !== undefined) headers.set(SIGN_IN_WITH_X, encode(META.proof, proof));
  if (claim !== undefined) headers.set(CLAIM_HEADER, typeof claim === "string" && /^[\w-]*$/.test(claim) ? claim : "-");
  return new Request(url, { headers, signal: call.signal });
}
