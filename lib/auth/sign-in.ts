// Signs in with a wallet (EIP-4361): checks message, nonce and signature, then gives this browser a new session.
import { verifyMessage as verifyOffline } from "viem/utils";
import type { Db } from "../db/client";
import { type Address, type Hex, toAddress } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { Refusal } from "../kernel/errors";
import { isUsable } from "./nonce";
import { hashToken, type OpenedSession, openSession, SESSIONS_MAX } from "./session";
import { deleteSessionsBeyond, replaceSession, tryUseNonce } from "./session-queries";
import { parseSignInMessage, refuseSignIn, type SignInPlace } from "./sign-in-message";

export interface SignedMessage {
  address: Hex;
  message: string;
  signature: Hex;
}

export interface SignInDeps extends SignInPlace {
  db: Db;
  clock: Clock;
  /** Checks on that chain, for wallets that are contracts (ERC-1271). */
  verifyMessage(signed: SignedMessage, chainId: number): Promise<boolean>;
}

export interface SignInInput {
  message: string;
  signature: Hex;
  /** The browser's current session. The new one replaces it, and takes over what it paid for unless it was another wallet's. */
  currentToken?: string | undefined;
  /** What the owner will know this browser by. */
  device?: string | undefined;
}

/** The signature of an ordinary key is checked without the chain. */
export async function isSigned(
  deps: { verifyMessage(signed: SignedMessage): Promise<boolean> },
  signed: SignedMessage,
): Promise<boolean> {
  if (await verifyOffline(signed).catch(() => false)) return true;
  return deps.verifyMessage(signed).catch(() => {
    throw new Refusal("unavailable", "The chain does not answer, so this wallet's signature could not be checked. Try again.");
  });
}

/** Throws `sign_in_refused`. Of two concurrent attempts with one nonce, one succeeds. */
export async function signIn(deps: SignInDeps, input: SignInInput): Promise<OpenedSession & { wallet: Address }> {
  const { db, clock } = deps;
  const now = clock.now();
  const { address, nonce, chainId } = parseSignInMessage(input.message, deps, now);
  const spent = () => refuseSignIn("The sign-in request expired or was used before.");
  if (!(await isUsable(deps, nonce))) throw spent();
  const { message, signature, currentToken, device } = input;
  const onChain = { verifyMessage: (signed: SignedMessage) => deps.verifyMessage(signed, chainId) };
  if (!(await isSigned(onChain, { address, message, signature }))) throw refuseSignIn("The signature is not of this wallet.");
  const wallet = toAddress(address);
  return db.$transaction(async (tx) => {
    if (!(await tryUseNonce(tx, nonce, now))) throw spent();
    const session = await openSession({ db: tx, clock }, wallet, device);
    if (currentToken) await replaceSession(tx, hashToken(currentToken), session.sessionId, wallet);
    await deleteSessionsBeyond(tx, wallet, SESSIONS_MAX);
    return { ...session, wallet };
  });
}
