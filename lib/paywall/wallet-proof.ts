// SIGN-IN-WITH-X on a paid URL: a wallet reads what it bought without paying again and without a session.
import { proveWallet, type SignInWithXDeps } from "../auth/sign-in-with-x";
import { clientOf } from "../http/node/client-address";
import { Refusal } from "../kernel/errors";
import { type OpenedContent, openContent } from "../payments/library/open-content";
import { services } from "../services";
import { SIGN_IN_WITH_X } from "../x402/sign-in-with-x";
import { type PaidResource, urlOf } from "./offer-cache";
import { railOf } from "./rail-of";

/** Limit of proofs by smart wallets, each of which costs a call to the chain. */
const LIMIT = { requests: 300, seconds: 60, isShared: true } as const;

/** The content that the wallet owns, or the reason for the 402. */
export type WalletProof = { opened: OpenedContent; invalidReason?: never } | { opened?: never; invalidReason: string };

const refused = (why: string): WalletProof => ({ invalidReason: `${SIGN_IN_WITH_X}: ${why}` });

/** Null without the header. The proof is used up only if it opens something, and by no HEAD, which carries nothing away. */
export async function openByProof(request: Request, resource: PaidResource): Promise<WalletProof | null> {
  const header = request.headers.get(SIGN_IN_WITH_X);
  if (header === null) return null;
  const { db, clock, rails, signInKey, limits } = services();
  await limits.take(SIGN_IN_WITH_X, LIMIT, clientOf(request.headers));
  const deps: SignInWithXDeps = {
    db,
    clock,
    chainIds: rails.map(({ network }) => network.chainId),
    signInKey,
    verifyMessage: (signed, chainId) => railOf({ network: `eip155:${chainId}` }).chain.verifyMessage(signed),
  };
  try {
    const { wallet, isFresh, take } = await proveWallet(deps, header, urlOf(resource));
    const opened = await openContent(deps, resource.itemId, { wallet }, resource.version);
    if (!opened) return refused("this wallet has not bought this.");
    const isGood = await (request.method === "HEAD" ? isFresh() : take());
    return isGood ? { opened } : refused("this proof was used before; sign the new challenge.");
  } catch (error) {
    if (error instanceof Refusal && error.code === "sign_in_refused") return { invalidReason: error.message };
    throw error;
  }
}
