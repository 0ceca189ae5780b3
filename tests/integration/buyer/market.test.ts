// The buyer at this market: its routes behind a server of the test's own, on a real database and chain.
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { textOf } from "@/lib/buyer/ask";
import { spentToday } from "@/lib/buyer/budget";
import { buy } from "@/lib/buyer/buy";
import { listReceipts } from "@/lib/buyer/receipts";
import { type BuyerSettings, readSettings } from "@/lib/buyer/settings";
import { deriveKey } from "@/lib/config/keys";
import { createVisitCounts } from "@/lib/earnings/visit-counts";
import type { RouteHandler } from "@/lib/http/create-routes";
import { createLocalStore } from "@/lib/storage/local-store";
import { createReceiptSigner } from "@/lib/x402/receipts/signed-receipt";
import type { LocalAccount } from "@/scripts/local/accounts";
import { type Site, startSite } from "../../support/hostile-site";
import { clockOfToday } from "../../support/one-day";
import { createPaymentWorld, type PaymentWorld, PRICE, railOf } from "../../support/payments";
import { scratchFolder } from "../../support/scratch";

const scratch = scratchFolder();
const key = (name: string) => deriveKey("a secret of the tests", name);

let world: PaymentWorld;
let site: Site;
let settings: BuyerSettings;
let buyer: LocalAccount;
/** Answers to payments that never arrive. */
let losses = 0;
let runs = 0;

beforeAll(async () => {
  world = await createPaymentWorld();
  buyer = world.chain.accounts.readers[0] as LocalAccount;
  const { GET } = (await import("@/app/api/items/[itemId]/content/route")) as { GET: RouteHandler };
  site = await startSite(async (request, response) => {
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as [string, string]);
    const itemId = request.url?.split("/")[3] ?? "";
    const answer = await GET(new Request(site.origin + request.url, { headers }), { params: Promise.resolve({ itemId }) });
    const isLost = "payment-signature" in request.headers && losses-- > 0;
    if (isLost) response.destroy();
    else response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  });
  const rest = { visits: createVisitCounts(world.clock), store: createLocalStore(scratch.path("files")), origin: site.origin };
  const keys = {
    signInKey: key("sign-in-with-x"),
    receiptSigner: createReceiptSigner(key("receipts")),
    pictureKey: key("pictures"),
  };
  Object.assign(globalThis, { pennypost: { ...world, rails: [railOf(world)], ...rest, ...keys } });
}, 240_000);
afterAll(async () => {
  await site?.stop();
  Reflect.deleteProperty(globalThis, "pennypost");
  await world?.stop();
  scratch.remove();
});
beforeEach(() => {
  losses = 0;
  const env = {
    BUYER_PRIVATE_KEY: buyer.privateKey,
    BUYER_HOSTS: site.host,
    BUYER_FOLDER: scratch.path(`purse-${++runs}`),
    BUYER_MAX_PRICE: "0.25",
  };
  settings = { ...readSettings(env), clock: clockOfToday() };
});

const sell = async () => `${site.origin}/api/items/${(await world.sellItem()).id}/content`;
const money = () => world.chain.balanceOf(buyer.address);

it("buys a piece once, and reads it again by proof, from another folder as well", async () => {
  const url = await sell();
  const before = await money();
  expect(await buy(settings, url)).toMatchObject({ how: "paid", amount: PRICE });
  const again = await buy(settings, url);
  expect(again.how === "proof" && textOf(again.answer)).toBe("The paid part.");
  expect(await buy({ ...settings, folder: scratch.path("elsewhere") }, url)).toMatchObject({ how: "proof", amount: 0n });
  expect(before - (await money())).toBe(PRICE);
  expect(listReceipts(settings.folder)).toMatchObject([{ url, receiptId: expect.stringMatching(/^pur_/) }]);
});

it("shows the same payment again when its answer is lost, and is answered", async () => {
  const url = await sell();
  const before = await money();
  losses = 2;
  const bought = await buy(settings, url);
  expect(bought.how === "paid" && textOf(bought.answer)).toBe("The paid part.");
  expect(before - (await money())).toBe(PRICE);
  expect(spentToday(settings.folder, settings.clock.now())).toBe(PRICE);
});

it("reads by proof what it paid for and never got, and keeps a receipt of it", async () => {
  const url = await sell();
  const before = await money();
  losses = 1_000;
  await expect(buy({ ...settings, patienceMs: 20_000 }, url)).rejects.toMatchObject({ fault: "payment_pending" });
  losses = 0;
  expect(await buy(settings, url)).toMatchObject({ how: "proof", amount: 0n, receipt: expect.any(String) });
  expect(before - (await money())).toBe(PRICE);
  expect(listReceipts(settings.folder)).toMatchObject([{ url, amount: `${PRICE}`, settlement: null }]);
});
