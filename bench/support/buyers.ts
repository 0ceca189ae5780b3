// Buyers with money, what they sign, and one purchase.
import { randomBytes } from "node:crypto";
import { privateKeyToAccount } from "viem/accounts";
import type { Chain } from "../../scripts/local/chain";
import { mint } from "../../scripts/local/usdc";
import { authorize, offerV2, payloadV2, type RequirementsV2, toBase64 } from "../../tests/conformance/payer";
import type { Target } from "./http";

export type Buyer = ReturnType<typeof newBuyer>;

function newBuyer() {
  const account = privateKeyToAccount(`0x${randomBytes(32).toString("hex")}`);
  return { account, address: account.address };
}

export async function fundedBuyers(chain: Chain, count: number): Promise<Buyer[]> {
  const buyers = Array.from({ length: count }, newBuyer);
  for (const { address } of buyers) await mint(chain.client, address, 100_000_000n);
  return buyers;
}

/** What a URL asks for (its v2 offer). */
export async function offerOf(url: string): Promise<RequirementsV2> {
  return offerV2(await fetch(url));
}

/** A request that pays `url` with a signature made now. */
export async function payingRequest(url: string, offer: RequirementsV2, buyer: Buyer): Promise<Target> {
  const payload = await authorize(buyer, offer.payTo, offer.amount);
  return { url, status: 200, headers: { "PAYMENT-SIGNATURE": toBase64(payloadV2(payload, offer, url)) } };
}
