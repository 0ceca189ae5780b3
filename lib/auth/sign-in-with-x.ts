// Proves a wallet within one request, without a session (x402's sign-in-with-x).
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { parseSignInHeader, refuseSignInWithX, type SignInPayload, signInMessage } from "../x402/sign-in-with-x";
import { markNonceUsed, wasNonceUsed } from "./nonce";
import { isSigned, type SignedMessage } from "./sign-in";

const SECONDS = 5 * 60;
/** A client's clock may run ahead of ours by this much. */
const SKEW_SECONDS = 60;
/** Eight hex digits of Unix time and a 128-bit MAC, then characters of the client's choice. */
const NONCE = /^([0-9a-f]{8})([0-9a-f]{32})([0-9a-zA-Z]{0,32})$/;

export interface SignInWithXDeps {
  db: Db;
  clock: Clock;
  /** The chains that are sold on. */
  chainIds: readonly number[];
  signInKey: Uint8Array;
  /** Checks on that chain, for wallets that are contracts (ERC-1271). */
  verifyMessage(signed: SignedMessage, chainId: number): Promise<boolean>;
}

/** A proved wallet. `take` marks the proof as used; true only the first time. `isFresh`: whether it would be. */
export interface ProvedWallet {
  wallet: Address;
  isFresh(): Promise<boolean>;
  take(): Promise<boolean>;
}

const macOf = (key: Uint8Array, url: string, time: string) =>
  createHmac("sha256", key).update(`sign-in-with-x|${url}|${time}`).digest("hex").slice(0, 32);

/** A nonce for this URL and second. It is not stored: its MAC proves that we made it, so the 402 that carries it can be cached. */
export function issueNonce(key: Uint8Array, url: string, now: Date) {
  const seconds = Math.floor(now.getTime() / 1000);
  const time = seconds.toString(16).padStart(8, "0");
  const issuedAt = new Date(seconds * 1000);
  return { nonce: time + macOf(key, url, time), issuedAt, expiresAt: new Date(issuedAt.getTime() + SECONDS * 1000) };
}

/** When the nonce expires. Throws for a nonce that is not ours, is for another URL or has expired. */
function endOfNonce(key: Uint8Array, nonce: string, url: string, now: Date): Date {
  const [, time = "", mac = ""] = NONCE.exec(nonce) ?? [];
  const isOurs = mac !== "" && timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(key, url, time)));
  if (!isOurs) throw refuseSignInWithX("the nonce is not one that this address gave out.");
  const end = new Date((Number.parseInt(time, 16) + SECONDS) * 1000);
  if (end <= now) throw refuseSignInWithX("the challenge expired; sign the new one.");
  return end;
}

function refuseOtherTime({ issuedAt, expirationTime, notBefore }: SignInPayload, now: Date): void {
  const age = (now.getTime() - Date.parse(issuedAt)) / 1000;
  if (!(age >= -SKEW_SECONDS && age <= SECONDS)) throw refuseSignInWithX("issuedAt is not within the last five minutes.");
  if (expirationTime && !(Date.parse(expirationTime) > now.getTime())) throw refuseSignInWithX("the message expired.");
  if (notBefore && !(Date.parse(notBefore) <= now.getTime())) throw refuseSignInWithX("the message is not valid yet.");
}

/**
 * The wallet behind a SIGN-IN-WITH-X header, for this resource. Throws `sign_in_refused` with the reason, and
 * `unavailable` when the chain of a smart wallet does not answer.
 */
export async function proveWallet(deps: SignInWithXDeps, header: string, url: string): Promise<ProvedWallet> {
  const now = deps.clock.now();
  const payload = parseSignInHeader(header);
  const { host } = new URL(url);
  if (payload.domain !== host) throw refuseSignInWithX(`the message is for ${payload.domain}, not for ${host}.`);
  if (payload.uri !== url) throw refuseSignInWithX("the message is for another resource.");
  const chainId = deps.chainIds.find((id) => payload.chainId === `eip155:${id}`);
  if (chainId === undefined) throw refuseSignInWithX(`the message is for ${payload.chainId}.`);
  const end = endOfNonce(deps.signInKey, payload.nonce, url, now);
  refuseOtherTime(payload, now);
  const { address, signature, nonce, wallet } = payload;
  const onChain = { verifyMessage: (signed: SignedMessage) => deps.verifyMessage(signed, chainId) };
  if (!(await isSigned(onChain, { address, message: signInMessage(payload), signature })))
    throw refuseSignInWithX("the signature is not of this wallet.");
  const once = `${nonce}:${wallet}`;
  return { wallet, isFresh: async () => !(await wasNonceUsed(deps, once)), take: () => markNonceUsed(deps, once, end) };
}
