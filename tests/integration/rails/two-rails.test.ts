// One market that is paid on two chains, in two tokens: USDC on the first, EURC on the second, two real nodes. The paid route, called
// as foreign clients call it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createChainClient } from "../../../lib/chain/client";
import { createLocalFacilitator } from "../../../lib/chain/local-facilitator";
import { createPaymentLog } from "../../../lib/chain/payment-log";
import { createUsdc } from "../../../lib/chain/usdc";
import { deriveKey } from "../../../lib/config/keys";
import { toAddress } from "../../../lib/kernel/address";
import { reconcile } from "../../../lib/payments/books/reconcile";
import { listOwned } from "../../../lib/payments/library/list-owned";
import { findRail, type Rail } from "../../../lib/payments/rails";
import { sweep } from "../../../lib/payments/settlement/sweep";
import { parseConfirmations } from "../../../lib/payments/terms/confirmations";
import { createLocalStore } from "../../../lib/storage/local-store";
import { decodeHeader, encodeHeader, newNonce, typedDataOf } from "../../../lib/x402/exact/authorization";
import { moreNetworks } from "../../../lib/x402/rail-networks";
import { createReceiptSigner } from "../../../lib/x402/receipts/signed-receipt";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { startChain, type TestChain } from "../../support/chain";
import { createPaymentWorld, type PaymentWorld, PRICE } from "../../support/payments";
import { scratchFolder } from "../../support/scratch";

type Get = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** anvil calls a block final when this many lie on top of it. */
const FINAL = 64;
const [usd, eur] = [moreNetworks.local, moreNetworks["local-eurc"]];
const scratch = scratchFolder();

let world: PaymentWorld;
let euroChain: TestChain;
let rails: [Rail, Rail];
let GET: Get;

beforeAll(async () => {
  [world, euroChain] = await Promise.all([createPaymentWorld(), startChain({ network: eur })]);
  const client = createChainClient(euroChain.rpcUrl);
  const usdc = createUsdc(client, eur);
  const second: Rail = {
    network: eur,
    usdc,
    facilitator: createLocalFacilitator(client, usdc, eur, [world.chain.accounts.relayer.privateKey]),
    paymentLog: createPaymentLog(client, eur),
    confirmations: parseConfirmations(eur.confirmations),
    isOpen: () => true,
  };
  const firstClient = createChainClient(world.chain.rpcUrl);
  const first: Rail = { ...world, paymentLog: createPaymentLog(firstClient, usd) };
  rails = [Object.assign(first, { chain: firstClient }), Object.assign(second, { chain: client })];
  await sweep(on(eur));
  const key = (name: string) => deriveKey("a secret of the tests", name);
  const keys = { signInKey: key("sign-in-with-x"), receiptSigner: createReceiptSigner(key("receipts")) };
  const rest = { rails, visits: { count: () => {} }, store: createLocalStore(scratch.path("files")) };
  Object.assign(globalThis, { pennypost: { ...world, ...keys, ...rest } });
  ({ GET } = (await import("../../../app/api/items/[itemId]/content/route")) as { GET: Get });
});
afterAll(async () => {
  Reflect.deleteProperty(globalThis, "pennypost");
  await Promise.all([world?.stop(), euroChain?.stop()]);
  scratch.remove();
});

type AnyNetwork = typeof usd | typeof eur;

const reader = (index: number) => world.chain.accounts.readers[index] as LocalAccount;

function on(network: AnyNetwork): PaymentWorld & Rail {
  const rail = findRail(rails, { network: network.caip2, asset: toAddress(network.asset) });
  if (!rail) throw new Error("no such rail");
  return { ...world, ...rail };
}

function ask(itemId: string, headers: Record<string, string> = {}): Promise<Response> {
  return GET(new Request(`${world.origin}/api/items/${itemId}/content`, { headers }), { params: Promise.resolve({ itemId }) });
}

/** A payment for an item by this rail, as a client of either version sends it. */
async function pay(itemId: string, buyer: LocalAccount, network: AnyNetwork, version: 1 | 2 = 2): Promise<Response> {
  const [shown] = (await offersOf(itemId)).v2.filter((offer) => offer.network === network.caip2);
  const authorization = {
    from: toAddress(buyer.address),
    to: toAddress(shown?.payTo ?? ""),
    value: BigInt(shown?.amount ?? 0),
    validAfter: 0n,
    validBefore: (await on(network).usdc.head()).time + 300n,
    nonce: newNonce(),
  };
  const signature = await buyer.account.signTypedData(typedDataOf(network, authorization));
  const payload = { signature, authorization };
  return version === 1
    ? ask(itemId, { "X-PAYMENT": encodeHeader({ x402Version: 1, scheme: "exact", network: network.v1, payload }) })
    : ask(itemId, { "PAYMENT-SIGNATURE": encodeHeader({ x402Version: 2, accepted: shown, payload }) });
}

interface Shown {
  network: string;
  asset: string;
  payTo: string;
  amount?: string;
  extra: { name: string };
}

interface Extensions {
  "sign-in-with-x": { info: Record<string, string>; supportedChains: { chainId: string }[] };
}

async function offersOf(itemId: string) {
  const answer = await ask(itemId);
  const v1 = (await answer.json()) as {
    accepts: Shown[];
    extensions: Record<string, { info: { offers: { acceptIndex: number; payload: { network: string } }[] } }>;
  };
  const v2 = decodeHeader(answer.headers.get("PAYMENT-REQUIRED") ?? "") as { accepts: Shown[] };
  return { status: answer.status, v1: v1.accepts, v2: v2.accepts, signed: v1.extensions["offer-receipt"]?.info.offers };
}

const settlementsOf = (itemId: string) => world.db.settlement.findMany({ where: { itemId }, orderBy: { settledAt: "asc" } });

describe("a market on two rails", () => {
  it("offers both in one 402, in both versions of the protocol, each under our signature", async () => {
    const { id } = await world.sellItem();
    const { status, v1, v2, signed } = await offersOf(id);
    expect(status).toBe(402);
    expect(v1.map(({ network, asset, extra }) => [network, asset, extra.name])).toEqual([
      ["base-sepolia", usd.asset, "USDC"],
      ["avalanche-fuji", eur.asset, "EURC"],
    ]);
    expect(v2.map(({ network, asset, extra }) => [network, asset, extra.name])).toEqual([
      ["eip155:84532", usd.asset, "USDC"],
      ["eip155:43113", eur.asset, "EURC"],
    ]);
    expect(signed?.map(({ acceptIndex, payload }) => [acceptIndex, payload.network])).toEqual([
      [0, "eip155:84532"],
      [1, "eip155:43113"],
    ]);
  });

  it.each([1, 2] as const)("settles each payment of version %i on its own chain, and says so", async (version) => {
    const { id, payTo } = await world.sellItem();
    for (const [index, network] of [usd, eur].entries()) {
      const chain = network === usd ? world.chain : euroChain;
      const before = await chain.balanceOf(payTo);
      const answer = await pay(id, reader(index), network, version);
      expect([answer.status, await answer.text()]).toEqual([200, "The paid part."]);
      const header = answer.headers.get(version === 1 ? "X-PAYMENT-RESPONSE" : "PAYMENT-RESPONSE") ?? "";
      expect(decodeHeader(header)).toMatchObject({ success: true, network: version === 1 ? network.v1 : network.caip2 });
      expect((await chain.balanceOf(payTo)) - before).toBe(PRICE);
      const [row] = (await listOwned(world, toAddress(reader(index).address))).rows;
      expect(row).toMatchObject({ itemId: id, network: network.caip2 });
    }
    expect((await settlementsOf(id)).map(({ chainId }) => chainId)).toEqual([usd.chainId, eur.chainId]);
  });

  it("charges a wallet once for an item, whichever chain it pays on", async () => {
    const { id } = await world.sellItem();
    expect((await pay(id, reader(0), eur)).status).toBe(200);
    const second = await pay(id, reader(0), usd);
    expect([second.status, await second.json()]).toEqual([409, expect.objectContaining({ code: "already_owned" })]);
  });

  it("takes a contract's sign-in for what it bought on the chain where the contract is", async () => {
    const { id } = await world.sellItem();
    const address = "0x00000000000000000000000000000000000c0de7";
    // Answers every question with ERC-1271's magic value.
    await euroChain.client.setCode({ address, bytecode: `0x7f1626ba7e${"0".repeat(56)}60005260206000f3` });
    await euroChain.mint(address, PRICE);
    const wallet = { address, account: { signTypedData: async () => "0x01" } } as unknown as LocalAccount;
    expect((await pay(id, wallet, eur)).status).toBe(200);
    const proofOn = async ({ caip2: chainId }: AnyNetwork) => {
      const required = decodeHeader((await ask(id)).headers.get("PAYMENT-REQUIRED") ?? "") as { extensions: Extensions };
      const { info, supportedChains } = required.extensions["sign-in-with-x"];
      expect(supportedChains.map((chain) => chain.chainId)).toEqual([usd.caip2, eur.caip2]);
      return encodeHeader({ ...info, address, chainId, type: "eip191", signature: `0x${"01".repeat(65)}` });
    };
    expect((await ask(id, { "SIGN-IN-WITH-X": await proofOn(usd) })).status).toBe(402);
    expect((await ask(id, { "SIGN-IN-WITH-X": await proofOn(eur) })).status).toBe(200);
  });

  it("refuses a payment on a chain that it does not sell on, and moves nothing", async () => {
    const { id } = await world.sellItem();
    const payload = { ...(await world.sign(reader(0), { id, payTo: reader(1).address, amount: PRICE } as never)).authorization };
    const { signature, ...authorization } = payload;
    const header = { x402Version: 2, accepted: { scheme: "exact", network: "eip155:1" }, payload: { signature, authorization } };
    const answer = await ask(id, { "PAYMENT-SIGNATURE": encodeHeader(header) });
    expect([answer.status, (await answer.json()).error]).toEqual([402, "invalid_network"]);
    expect(await settlementsOf(id)).toEqual([]);
  });

  it("sweeps and watches each chain by itself: a reorganisation of one leaves the other's sales alone", async () => {
    const [a, b] = [await world.sellItem(), await world.sellItem()];
    expect([(await pay(a.id, reader(2), usd)).status, (await pay(b.id, reader(2), eur)).status]).toEqual([200, 200]);
    await euroChain.reorg(1);
    await sweep(on(usd));
    expect([(await settlementsOf(a.id)).length, (await settlementsOf(b.id)).length]).toEqual([1, 1]);
    await sweep(on(eur));
    expect([(await settlementsOf(a.id)).length, (await settlementsOf(b.id)).length]).toEqual([1, 0]);
    const later = { ...on(eur), clock: { now: () => new Date(Date.now() + 60_000) } };
    await expect
      .poll(
        async () => {
          await sweep(later);
          return (await settlementsOf(b.id)).length;
        },
        { timeout: 20_000 },
      )
      .toBe(1);
  });

  it("reconciles each chain with its own rows", async () => {
    await Promise.all([world.chain.mine(FINAL), euroChain.mine(FINAL)]);
    for (const network of [usd, eur]) await sweep(on(network));
    const reports = [await reconcile(on(usd)), await reconcile(on(eur))];
    expect(reports.map((report) => report?.found)).toEqual([0, 0]);
    const counts = await Promise.all([usd, eur].map(({ chainId }) => world.db.settlement.count({ where: { chainId } })));
    expect(reports.map((report) => report?.transfers)).toEqual(counts);
  });
});
