// What two wallets sign (EIP-191) before a creator is paid elsewhere. It names both, the site, the chain, a nonce and an end; it is no
// sign-in message (EIP-4361), so that neither can stand in for the other.
import { type Address, lower } from "../../kernel/address";
import { checksum } from "../../kernel/checksum";

export interface PayoutTerms {
  /** Where it is asked: `https://pennypost.example`. */
  origin: string;
  chainId: number;
  /** The wallet that is the creator's account. */
  account: Address;
  fromPayTo: Address;
  toPayTo: Address;
  nonce: string;
  issuedAt: Date;
  expiresAt: Date;
}

export function payoutMessage({ origin, chainId, account, fromPayTo, toPayTo, nonce, issuedAt, expiresAt }: PayoutTerms): string {
  return [
    `${new URL(origin).host} asks two wallets to agree on where a creator is paid.`,
    "",
    `Account: ${checksum(account)}`,
    `Paid so far: ${checksum(fromPayTo)}`,
    `Paid from now on: ${checksum(toPayTo)}`,
    "",
    "Both wallets sign these same words. They move no money, and give nobody access to either wallet.",
    "",
    `URI: ${origin}`,
    `Chain ID: ${chainId}`,
    `Nonce: ${nonce}`,
    `Issued At: ${issuedAt.toISOString()}`,
    `Expiration Time: ${expiresAt.toISOString()}`,
  ].join("\n");
}

/** Which of the two a signer is; both, when the account itself is to be paid again. */
export function partsOf({ account, toPayTo }: { account: string; toPayTo: string }, signer: Address) {
  return { isAccount: lower(signer) === lower(account), isPayTo: lower(signer) === lower(toPayTo) };
}
