// The message that both wallets sign (EIP-191) to change a payout address. It names both wallets, the site, the chain, a nonce and an
// expiry, and differs from sign-in messages (EIP-4361), so that neither can be replayed as the other.
import type { Address } from "../../kernel/address";
import { checksum } from "../../kernel/checksum";

export interface PayoutTerms {
  /** The site's origin, as `https://pennypost.example`. */
  origin: string;
  chainId: number;
  /** The creator's sign-in wallet. */
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

/** The signer's role; both roles if the sign-in wallet becomes the payout address again. */
export function partsOf({ account, toPayTo }: { account: string; toPayTo: string }, signer: Address) {
  return { isAccount: signer === account, isPayTo: signer === toPayTo };
}
