// A month of demo sales: wallets made for the occasion sign, the ordinary purchase verb settles, and the chain's clock is set
// before each. Draws come from a seeded generator, so every first start sells the same.
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { findOffer } from "../../lib/catalog/items/offer";
import { type Hex, toAddress } from "../../lib/kernel/address";
import { deliver } from "../../lib/payments/purchase/deliver";
import { purchase } from "../../lib/payments/purchase/purchase";
import { sweep } from "../../lib/payments/settlement/sweep";
import type { Services } from "../../lib/services";
import { newNonce, typedDataOf } from "../../lib/x402/exact/authorization";
import type { PresentedPayment } from "../../lib/x402/payment-header";
import { type ChainClient, chainClient } from "../../scripts/local/chain";
import { mint } from "../../scripts/local/usdc";
import { dice } from "./make/dice";
import { visitForAMonth } from "./visit";

const HOUR = 3_600;
const BUYERS = 24;
const FUNDS = 20_000_000n;
const AGENTS = 0.3;

export interface PlannedSale {
  itemId: string;
  buyer: number;
  /** Unix seconds. */
  time: number;
  payerKind: "person" | "agent";
}

/** Each buyer buys some items, at some hour after they were published. No two sales in one second. */
function planSales(items: { id: string; publishedAt: Date }[], now: number): PlannedSale[] {
  const draw = dice(1840);
  const sales: PlannedSale[] = [];
  for (let buyer = 0; buyer < BUYERS; buyer++) {
    for (const [rank, { id, publishedAt }] of items.entries()) {
      if (draw() > 0.5 / (1 + (rank % 5) * 0.5)) continue;
      const from = publishedAt.getTime() / 1000 + HOUR;
      const time = Math.floor(from + draw() ** 1.5 * (now - HOUR - from));
      sales.push({ itemId: id, buyer, time, payerKind: draw() < AGENTS ? "agent" : "person" });
    }
  }
  const sorted = sales.toSorted((a, b) => a.time - b.time);
  return sorted.map((sale, index) => ({ ...sale, time: sale.time + index * 2 }));
}

async function sell(
  deps: Services,
  chain: ChainClient,
  sale: PlannedSale,
  account: ReturnType<typeof privateKeyToAccount>,
): Promise<void> {
  const offer = await findOffer(deps, sale.itemId);
  if (!offer) throw new Error("an item of the demo market is not for sale");
  const authorization = {
    from: toAddress(account.address),
    to: offer.payTo,
    value: offer.amount,
    validAfter: 0n,
    validBefore: BigInt(Math.floor(Date.now() / 1000) + 300),
    nonce: newNonce(),
  };
  const signature = (await account.signTypedData(typedDataOf(deps.network, authorization))).toLowerCase() as Hex;
  const payment: PresentedPayment = {
    header: "x-payment",
    x402Version: 1,
    scheme: "exact",
    network: deps.network.v1,
    authorization: { ...authorization, signature },
  };
  const latest = await chain.getBlock();
  await chain.setNextBlockTimestamp({ timestamp: BigInt(Math.max(sale.time, Number(latest.timestamp) + 1)) });
  const outcome = await purchase(deps, offer, payment, sale.payerKind);
  if (outcome.state !== "confirmed") throw new Error(`a demo sale was ${outcome.state}`);
  await deliver(deps, outcome, null);
}

/** Returns how many sales were settled. */
export async function sellForAMonth(deps: Services): Promise<number> {
  const chain = chainClient(deps.env.RPC_URL);
  await sweep(deps);
  const items = await deps.db.item.findMany({
    where: { status: "listed", publishedAt: { not: null } },
    select: { id: true, publishedAt: true },
    orderBy: { publishedAt: "asc" },
  });
  const published = items.flatMap(({ id, publishedAt }) => (publishedAt ? [{ id, publishedAt }] : []));
  const buyers = Array.from({ length: BUYERS }, () => privateKeyToAccount(generatePrivateKey()));
  for (const { address } of buyers) await mint(chain, address, FUNDS);
  const sales = planSales(published, Math.floor(Date.now() / 1000));
  for (const sale of sales) {
    const account = buyers[sale.buyer];
    if (account) await sell(deps, chain, sale, account);
  }
  await visitForAMonth(deps, sales);
  return sales.length;
}
