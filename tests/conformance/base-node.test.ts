// W1: the production server behind a node that does all that Base's public ones do, at the depths that are the default on Base. Stock
// clients of both versions, and a contract wallet, buy at prices of each depth at the same time: each is answered with the bytes, once.
import { ExactEvmScheme } from "@x402/evm/exact/client";
import { ExactEvmSchemeV1 } from "@x402/evm/exact/v1/client";
import { decodePaymentResponseHeader, wrapFetchWithPayment, x402Client } from "@x402/fetch";
import type { Hex, LocalAccount } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseUsdc } from "../../lib/kernel/money";
import { networks } from "../../lib/x402/networks";
import { accounts } from "../../scripts/local/accounts";
import { balanceOf, mint } from "../../scripts/local/usdc";
import { walletCode } from "../integration/attack/counterfactual-wallet";
import { type Creator, openShop } from "../support/api";
import { type BaseNode, startBaseNode } from "../support/base-node/node";
import { publicTraits } from "../support/base-node/traits";
import { type Market, startMarket } from "../support/market";

const seller = accounts.creators[0] ?? accounts.minter;
const CONTENT = "Bought where blocks take their time.";
const prices = ["0.05", "2", "30"];
const versions = [1, 2] as const;
const wallets = ["key", "contract"] as const;

let market: Market;
let creator: Creator;
let node: BaseNode;

beforeAll(async () => {
  market = await startMarket({
    settings: { CONFIRMATIONS: networks.base.confirmations, SWEEP_INTERVAL_SECONDS: "2" },
    between: async (rpcUrl) => {
      node = await startBaseNode(rpcUrl, publicTraits);
      return node.url;
    },
  });
  creator = await openShop(market.origin, seller, "ada");
});
afterAll(async () => {
  await market?.stop();
  await node?.stop();
});

/** A wallet with money: a key's own, or a contract that checks the key's signatures (ERC-1271). */
async function newWallet(kind: (typeof wallets)[number]): Promise<LocalAccount> {
  const key = privateKeyToAccount(generatePrivateKey());
  const address: Hex = kind === "key" ? key.address : privateKeyToAccount(generatePrivateKey()).address;
  if (kind === "contract") await market.chain.setCode({ address, bytecode: walletCode(key.address) });
  await mint(market.chain, address, 100_000_000n);
  return { ...key, address };
}

/** As installed, but for what it may spend. A v1 client does not know PAYMENT-REQUIRED. */
function buyWith(account: LocalAccount, version: (typeof versions)[number]): typeof fetch {
  const client = new x402Client().setSpendControls({ maxAmountPerPayment: "$50" });
  if (version === 2) return wrapFetchWithPayment(fetch, client.register("eip155:*", new ExactEvmScheme(account)));
  const blindToV2: typeof fetch = async (input, init) => {
    const { body, status, headers } = await fetch(input, init);
    const seen = new Headers(headers);
    seen.delete("PAYMENT-REQUIRED");
    return new Response(body, { status, headers: seen });
  };
  return wrapFetchWithPayment(blindToV2, client.registerV1("base-sepolia", new ExactEvmSchemeV1(account)));
}

const cases = prices.flatMap((price) => versions.flatMap((version) => wallets.map((wallet) => ({ price, version, wallet }))));

it("everybody gets what was paid for in the first answer, and nobody pays twice", async () => {
  const accountsOf: LocalAccount[] = [];
  const urls: string[] = [];
  node.traits.blockMs = 50;
  for (const { price, wallet } of cases) {
    accountsOf.push(await newWallet(wallet));
    urls.push(`${market.origin}/api/items/${await creator.sellArticle({ price, content: CONTENT })}/content`);
  }
  // Also a node that is a block behind has seen their money.
  await node.seal(2);
  node.traits.blockMs = publicTraits.blockMs;

  const answers = cases.map(async ({ version }, index) => {
    const [url, account] = [urls[index] ?? "", accountsOf[index] ?? seller.account];
    const buy = buyWith(account, version);
    const first = await buy(url);
    const settled = first.headers.get("payment-response") ?? first.headers.get("x-payment-response");
    const { transaction } = decodePaymentResponseHeader(settled ?? "");
    const read = await first.text();
    const again = await buy(url);
    return { status: first.status, read, again: again.status, transaction: transaction as Hex, payer: account.address };
  });
  const bought = await Promise.all(answers);
  expect(bought.map(({ status, read, again }) => [status, read, again])).toEqual(cases.map(() => [200, CONTENT, 409]));
  for (const [index, { transaction, payer }] of bought.entries()) {
    expect((await market.chain.getTransactionReceipt({ hash: transaction })).status).toBe("success");
    expect(await balanceOf(market.chain, payer)).toBe(100_000_000n - parseUsdc(cases[index]?.price ?? ""));
  }
  const health = (await (await fetch(`${market.origin}/api/health`)).json()) as { payments: string };
  expect(health.payments).toBe("open");
  console.log(`misfortunes of the node: ${JSON.stringify(Object.fromEntries(node.misfortunes))}`);
}, 60_000);
