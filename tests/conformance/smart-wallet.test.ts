// The operator's list of factories, from the setting to the chain: a smart wallet's first act is to buy an article.
import { afterAll, beforeAll, expect, it } from "vitest";
import { accounts } from "../../scripts/local/accounts";
import { mint } from "../../scripts/local/usdc";
import { FACTORY, newWallet, wrapSignature } from "../integration/attack/counterfactual-wallet";
import { openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";
import { authorize, fromBase64, offerV2, payloadV2, toBase64 } from "./payer";

let market: Market;
let url: string;

beforeAll(async () => {
  // As a person writes it: two factories, in checksum case, with a space.
  const listed = `0x000000000000000000000000000000000000dEaD, ${FACTORY.toUpperCase().replace("0X", "0x")}`;
  market = await startMarket({ settings: { SMART_WALLET_FACTORIES: listed } });
  const creator = await openShop(market.origin, accounts.creators[0] ?? accounts.minter, "ada");
  url = `${market.origin}/api/items/${await creator.sellArticle({ price: "0.05", content: "The paid part." })}/content`;
});
afterAll(() => market?.stop());

it("a wallet that is not deployed yet reads what it paid for, in one request and one transaction", async () => {
  const wallet = newWallet();
  await mint(market.chain, wallet.address, 50_000n);
  const offer = offerV2(await fetch(url));
  const account = { ...wallet.key, address: wallet.address };
  const { signature, authorization } = await authorize({ account }, offer.payTo, offer.amount);
  const payload = { signature: wrapSignature(wallet, signature), authorization };
  const answer = await fetch(url, { headers: { "PAYMENT-SIGNATURE": toBase64(payloadV2(payload, offer, url)) } });
  expect([answer.status, await answer.text()]).toEqual([200, "The paid part."]);
  const { transaction } = fromBase64<{ transaction: `0x${string}` }>(answer.headers.get("payment-response"));
  expect((await market.chain.getTransactionReceipt({ hash: transaction })).status).toBe("success");
  expect(await market.chain.getCode({ address: wallet.address })).toBeDefined();
});
