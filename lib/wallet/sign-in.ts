// Sign-In with Ethereum (EIP-4361) from the browser: a nonce of the server, one signature, a session cookie.
import { createSiweMessage } from "viem/siwe";
import type { SessionView } from "../auth/codecs";
import { call } from "../browser/api";
import { networkFor } from "../browser/public-networks";
import { sessionOf, setSession } from "../browser/session";
import type { Hex } from "../kernel/address";
import { checksum } from "../kernel/checksum";
import type { Wallet, WalletAccount } from "./wallet";

const statement = "Sign in to Pennypost. This proves that the wallet is yours; it costs nothing and moves no money.";

function messageFor(account: WalletAccount, nonce: string): string {
  return createSiweMessage({
    address: checksum(account.address),
    chainId: networkFor(account.chainId).chainId,
    domain: location.host,
    issuedAt: new Date(),
    nonce,
    statement,
    uri: location.origin,
    version: "1",
  });
}

/** Connects if needed and signs in. Rejects with `Cancelled` when the person declines. */
export async function signIn(wallet: Wallet, signal?: AbortSignal): Promise<SessionView> {
  const account = await wallet.connect(signal);
  const { nonce } = await call("POST /api/session/nonce");
  const message = messageFor(account, nonce);
  // After Cancel, no further prompt is opened.
  signal?.throwIfAborted();
  const signature: Hex = await wallet.signMessage(account.address, message);
  signal?.throwIfAborted();
  const session = sessionOf(await call("POST /api/session", { body: { message, signature } }));
  setSession(session);
  return session;
}
