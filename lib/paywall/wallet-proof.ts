// SIGN-IN-WITH-X on a paid URL: a wallet reads what it bought without paying again and without a session.
import { issueNonce, proveWallet, type SignInWithXDeps } from "../auth/sign-in-with-x";
import { clientOf } from "../http/node/client-address";
import type { Address } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import { type OpenedContent, openContent } from "../payments/library/open-content";
import { services } from "../services";
import { SIGN_IN_WITH_X, signInExtension } from "../x402/sign-in-with-x";
import { nextNonce, type PaidResource, urlOf } from "./offer-cache";
import { railOf } from "./rail-of";

/** Limit of proofs by smart wallets, each of which costs a call to the chain. */
const LIMIT = { requests: 300, seconds: 60, isShared: true } as const;

/** The content that the wallet owns, or the reason for the 402. */
export type WalletProof = { opened: OpenedContent; invalidReason?: never } | { opened?: never; invalidReason: string };

const refused = (why: string) => ({ invalidReason: `${SIGN_IN_WITH_X}: ${why}` });
const USED = "this proof was used before; sign the new challenge.";

/** Counts a proof of this request's sender, and gives what proofs are checked with. */
async function proofDeps({ headers }: Request): Promise<SignInWithXDeps> {
  const { db, clock, rails, signInKey, limits } = services();
  await limits.take(SIGN_IN_WITH_X, LIMIT, clientOf(headers));
  const chainIds = rails.map(({ network }) => network.chainId);
  const verifyMessage: SignInWithXDeps["verifyMessage"] = (signed, chainId) =>
    railOf({ network: `eip155:${chainId}` }).chain.verifyMessage(signed);
  return { db, clock, chainIds, signInKey, verifyMessage };
}

/** A refused proof is a reason; anything else is thrown. */
function reasonOf(error: unknown): { invalidReason: string } {
  if (error instanceof Refusal && error.code === "sign_in_refused") return { invalidReason: error.message };
  throw error;
}

/** Null without the header. The proof is used up only if it opens something, and by no HEAD, which carries nothing away. */
export async function openByProof(request: Request, resource: PaidResource): Promise<WalletProof | null> {
  const header = request.headers.get(SIGN_IN_WITH_X);
  if (header === null) return null;
  const deps = await proofDeps(request);
  try {
    const { wallet, isFresh, take } = await proveWallet(deps, header, urlOf(resource));
    const opened = await openContent(deps, resource.itemId, { wallet }, resource.version);
    if (!opened) return refused("this wallet has not bought this.");
    const isGood = await (request.method === "HEAD" ? isFresh() : take());
    return isGood ? { opened } : refused(USED);
  } catch (error) {
    return reasonOf(error);
  }
}

/** The wallet behind the proof that a request carries for `url`, which is then used up; or why it is none. Null without the header. */
export async function takeProof(
  request: Request,
  url: string,
): Promise<{ wallet: Address } | { wallet?: never; invalidReason: string } | null> {
  const header = request.headers.get(SIGN_IN_WITH_X);
  if (header === null) return null;
  const deps = await proofDeps(request);
  try {
    const { wallet, take } = await proveWallet(deps, header, url);
    return (await take()) ? { wallet } : refused(USED);
  } catch (error) {
    return reasonOf(error);
  }
}

/** What to sign for `url`: the extension `sign-in-with-x` of an answer that asks for a proof and for no payment. */
export function challengeFor(url: string) {
  const { clock, signInKey, rails } = services();
  const challenge = issueNonce(signInKey, url, clock.now());
  const networks = rails.map(({ network }) => network);
  return { [SIGN_IN_WITH_X]: signInExtension({ url, networks, ...challenge, nonce: challenge.nonce + nextNonce() }) };
}
