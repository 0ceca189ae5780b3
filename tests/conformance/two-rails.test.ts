// RAILS, from the setting to two chains: the production server sells one article on both, and signs in wallets of either.
import { createSiweMessage } from "viem/siwe";
import { afterAll, beforeAll, expect, it } from "vitest";
import { toAddress } from "../../lib/kernel/address";
import { newNonce, typedDataOf } from "../../lib/x402/exact/authorization";
import type { Network } from "../../lib/x402/networks";
import { moreNetworks } from "../../lib/x402/rail-networks";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { balanceOf } from "../../scripts/local/usdc";
import { openShop } from "../support/api";
import { startChain, type TestChain } from "../support/chain";
import { type Market, startMarket } from "../support/market";
import { fromBase64, type RequirementsV2, toBase64 } from "./payer";

const [usd, eur] = [moreNetworks.local, moreNetworks["local-eurc"]];
let market: Market;
let euroChain: TestChain;
let url: string;

beforeAll(async () => {
  euroChain = await startChain({ network: eur });
  market = await startMarket({ settings: { RAILS: `local-eurc=${euroChain.rpcUrl}` } });
  const creator = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
  url = `${market.origin}/api/items/${await creator.sellArticle({ price: "0.05", content: "The paid part." })}/content`;
});
afterAll(async () => {
  await market?.stop();
  await euroChain?.stop();
});

it("opens both, and its health says so of each", async () => {
  const networks = async () => {
    const health = (await (await fetch(`${market.origin}/api/health`)).json()) as {
      rails: { network: string; reason: unknown }[];
    };
    return health.rails.map(({ network, reason }) => [network, reason]);
  };
  await expect.poll(networks, { timeout: 30_000 }).toEqual([
    [usd.caip2, null],
    [eur.caip2, null],
  ]);
});

async function pay(index: number, network: Network): Promise<Response> {
  const { account } = accounts.readers[index] as LocalAccount;
  const { accepts } = fromBase64<{ accepts: RequirementsV2[] }>((await fetch(url)).headers.get("payment-required"));
  const accepted = accepts.find((offer) => offer.network === network.caip2);
  if (!accepted) throw new Error(`the 402 offers nothing on ${network.label}`);
  const authorization = {
    from: toAddress(account.address),
    to: toAddress(accepted.payTo),
    value: BigInt(accepted.amount),
    validAfter: 0n,
    validBefore: BigInt(Math.floor(Date.now() / 1000) + 300),
    nonce: newNonce(),
  };
  const signature = await account.signTypedData(typedDataOf(network, authorization));
  const texts = Object.fromEntries(Object.entries(authorization).map(([name, value]) => [name, String(value)]));
  const payment = { x402Version: 2, resource: { url }, accepted, payload: { signature, authorization: texts } };
  return fetch(url, { headers: { "PAYMENT-SIGNATURE": toBase64(payment) } });
}

it.each([usd, eur])("sells on $label, and the money is the creator's there", async (network) => {
  const { address } = accounts.creators[0] as LocalAccount;
  const balance = () => (network === usd ? balanceOf(market.chain, address) : euroChain.balanceOf(address));
  const before = await balance();
  const answer = await pay(network === usd ? 0 : 1, network);
  expect([answer.status, await answer.text()]).toEqual([200, "The paid part."]);
  expect(fromBase64(answer.headers.get("payment-response"))).toMatchObject({ success: true, network: network.caip2 });
  expect((await balance()) - before).toBe(50_000n);
});

it.each([
  [usd.chainId, 200],
  [eur.chainId, 200],
  [1, 401],
])("answers a sign-in that names chain %i with %i", async (chainId, status) => {
  const { account } = accounts.readers[2] as LocalAccount;
  const headers = { "Content-Type": "application/json" };
  const asked = await fetch(`${market.origin}/api/session/nonce`, { method: "POST" });
  const { nonce } = (await asked.json()) as { nonce: string };
  const place = { domain: new URL(market.origin).host, uri: market.origin };
  const message = createSiweMessage({ address: account.address, chainId, nonce, ...place, version: "1", issuedAt: new Date() });
  const body = JSON.stringify({ message, signature: await account.signMessage({ message }) });
  expect((await fetch(`${market.origin}/api/session`, { method: "POST", headers, body })).status).toBe(status);
});

it("tells browsers of the chains whose token prices are shown in, and of no other", async () => {
  const page = await (await fetch(market.origin, { headers: { Accept: "text/html" } })).text();
  const [, json = ""] = /<script id="pennypost-config"[^>]*>([^<]*)</.exec(page) ?? [];
  expect(JSON.parse(json)).toMatchObject({ rails: [{ name: "local", rpcUrl: market.rpcUrl }] });
});
