// The buyer at sites that want more than their due. Each is a server of its own; nothing is settled, since nothing may leave.
import type { RequestListener } from "node:http";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { textOf } from "@/lib/buyer/ask";
import { spentToday } from "@/lib/buyer/budget";
import { buy } from "@/lib/buyer/buy";
import { beginPurchase } from "@/lib/buyer/purchases";
import { type BuyerSettings, readSettings } from "@/lib/buyer/settings";
import { decodeHeader, encodeHeader } from "@/lib/x402/exact/authorization";
import { networks } from "@/lib/x402/networks";
import { type Site, startSite } from "../../support/hostile-site";
import { clockOfToday } from "../../support/one-day";
import { scratchFolder } from "../../support/scratch";

const scratch = scratchFolder();
const PAYEE = `0x${"ab".repeat(20)}`;
const { asset, caip2 } = networks.local;
const offer = { scheme: "exact", network: caip2, amount: "50000", asset, payTo: PAYEE, maxTimeoutSeconds: 300, extra: {} };

let sites: Site[] = [];
let settings: BuyerSettings;
let runs = 0;

afterEach(async () => {
  for (const site of sites) await site.stop();
  sites = [];
});
afterAll(scratch.remove);

const isPaid = ({ headers }: { headers: object }) => "payment-signature" in headers || "x-payment" in headers;
const terms = (changes: object = {}, more: object = {}) => ({
  "PAYMENT-REQUIRED": encodeHeader({ x402Version: 2, accepts: [{ ...offer, ...changes }], ...more }),
});
/** Asks for payment, and answers one so. */
const selling =
  (paid: RequestListener, changes: object = {}): RequestListener =>
  (request, response) =>
    isPaid(request) ? paid(request, response) : response.writeHead(402, terms(changes)).end();

async function visit(answer: RequestListener): Promise<Site> {
  const site = await startSite(answer);
  sites.push(site);
  settings = { ...settings, hosts: new Set([...settings.hosts, site.host]) };
  return site;
}

const usual = readSettings({
  BUYER_PRIVATE_KEY: `0x${"17".repeat(32)}`,
  BUYER_HOSTS: "a.example",
  BUYER_PATIENCE_SECONDS: "60",
});
beforeEach(() => {
  settings = { ...usual, clock: clockOfToday(), folder: scratch.path(`purse-${++runs}`) };
});

const spent = () => spentToday(settings.folder, settings.clock.now());

describe("nothing is signed", () => {
  it.each([
    ["another network", { network: "eip155:8453" }, "no_offer_taken"],
    ["another token", { asset: PAYEE }, "no_offer_taken"],
    ["another scheme", { scheme: "upto" }, "no_offer_taken"],
    ["a permit in place of a transfer", { extra: { assetTransferMethod: "permit2" } }, "no_offer_taken"],
    ["no payee", { payTo: "0x0" }, "no_offer_taken"],
    ["a price of nothing", { amount: "0" }, "no_offer_taken"],
    ["a negative price", { amount: "-50000" }, "no_offer_taken"],
    ["a price above the cap", { amount: "100001" }, "above_cap"],
    ["a price above all the money there is", { amount: "9".repeat(30) }, "above_cap"],
  ])("for %s", async (_what, changes, fault) => {
    const site = await visit(selling((_request, response) => response.end("content"), changes));
    await expect(buy(settings, `${site.origin}/x`)).rejects.toMatchObject({ fault });
    expect([site.payments().length, spent()]).toEqual([0, 0n]);
  });

  it.each([
    ["no base64", { "PAYMENT-REQUIRED": "???" }, ""],
    ["no terms at all", {}, "Pay me."],
    ["terms of a version to come", { "PAYMENT-REQUIRED": encodeHeader({ x402Version: 3, accepts: [offer] }) }, ""],
    ["a thousand offers", { "PAYMENT-REQUIRED": encodeHeader({ x402Version: 2, accepts: Array(100).fill({ a: 1 }) }) }, ""],
  ])("for a 402 with %s", async (_what, headers, body) => {
    const site = await visit((_request, response) => response.writeHead(402, headers as Record<string, string>).end(body));
    await expect(buy(settings, `${site.origin}/x`)).rejects.toMatchObject({ fault: "terms_not_understood" });
    expect([site.requests.length, spent()]).toEqual([1, 0n]);
  });

  it("for hosts that are not on the list, plain http elsewhere, or addresses with a password", async () => {
    const addresses = [
      "https://b.example/",
      "http://a.example/",
      "https://u:p@a.example/",
      "https://a.example:444/",
      "file:///etc",
      "x",
    ];
    for (const address of addresses) await expect(buy(settings, address)).rejects.toMatchObject({ fault: "host_not_allowed" });
  });

  it("where an answer leads elsewhere, and nobody goes there", async () => {
    const other = await startSite((_request, response) => response.end("elsewhere"));
    sites.push(other);
    const site = await visit((_request, response) => response.writeHead(302, { Location: `${other.origin}/y` }).end());
    await expect(buy(settings, `${site.origin}/x`)).rejects.toMatchObject({ fault: "redirected" });
    expect([other.requests.length, spent()]).toEqual([0, 0n]);
  });

  it("to sign in somewhere else: a challenge for another site is left alone", async () => {
    const info = { domain: "bank.example", uri: "https://bank.example/", version: "1", nonce: "12345678", issuedAt: "now" };
    const extensions = { "sign-in-with-x": { info, supportedChains: [{ chainId: caip2, type: "eip191" }] } };
    const site = await visit((_request, response) => response.writeHead(402, terms({ amount: "100001" }, { extensions })).end());
    await expect(buy(settings, `${site.origin}/x`)).rejects.toMatchObject({ fault: "above_cap" });
    expect(site.requests.map(({ headers }) => headers["sign-in-with-x"])).toEqual([undefined]);
  });

  it("where an answer has no end, or takes for ever", async () => {
    const endless = await visit((_request, response) => {
      response.writeHead(200);
      const part = Buffer.alloc(1024 * 1024);
      response.on("drain", () => response.write(part));
      response.write(part);
    });
    const hanging = await visit(() => {});
    await expect(buy(settings, `${endless.origin}/x`)).rejects.toMatchObject({ fault: "too_large" });
    await expect(buy({ ...settings, patienceMs: 5_000 }, `${hanging.origin}/x`)).rejects.toMatchObject({ fault: "unreachable" });
    expect(spent()).toBe(0n);
  }, 120_000);
});

describe("one payment is signed, and it counts as spent", () => {
  it("where the price rises with the payment: the new one is not paid", async () => {
    const site = await visit(selling((_request, response) => response.writeHead(402, terms({ amount: "60000" })).end()));
    await expect(buy(settings, `${site.origin}/x`)).rejects.toMatchObject({ fault: "payment_refused" });
    await expect(buy(settings, `${site.origin}/x`)).rejects.toMatchObject({ fault: "payment_refused" });
    const [first, second] = site.payments().map(({ headers }) => headers["payment-signature"]);
    expect([site.payments().length, first]).toEqual([2, second]);
    expect(spent()).toBe(50_000n);
  });

  it("where the payee changes with the payment: the new one is not paid", async () => {
    const site = await visit(
      selling((_request, response) => response.writeHead(402, terms({ payTo: `0x${"cd".repeat(20)}` })).end()),
    );
    await expect(buy(settings, `${site.origin}/x`)).rejects.toMatchObject({ fault: "payment_refused" });
    const paid = decodeHeader(String(site.payments()[0]?.headers["payment-signature"])) as {
      payload: { authorization: { to: string; value: string } };
    };
    expect(paid.payload.authorization).toMatchObject({ to: PAYEE, value: "50000" });
    expect([site.payments().length, spent()]).toEqual([1, 50_000n]);
  });

  it.each([
    ["hangs", "payment_pending", (() => {}) as RequestListener],
    ["breaks off", "payment_pending", ((_request, response) => response.destroy()) as RequestListener],
    ["is busy", "payment_pending", ((_request, response) => response.writeHead(503).end()) as RequestListener],
    [
      "leads elsewhere",
      "redirected",
      ((_request, response) => response.writeHead(307, { Location: "http://127.0.0.1:1/" }).end()) as RequestListener,
    ],
  ])(
    "where the answer to it %s: the same one is shown again, until it is answered",
    async (_what, fault, paid) => {
      let answer = paid;
      const site = await visit(selling((request, response) => answer(request, response)));
      await expect(buy({ ...settings, patienceMs: 20_000 }, `${site.origin}/x`)).rejects.toMatchObject({ fault });
      answer = (_request, response) => response.writeHead(200, { "Content-Type": "text/plain" }).end("content");
      const bought = await buy(settings, `${site.origin}/x`);
      expect(bought.how === "paid" && textOf(bought.answer)).toBe("content");
      const shown = new Set(site.payments().map(({ headers }) => headers["payment-signature"]));
      expect([shown.size, spent()]).toEqual([1, 50_000n]);
    },
    120_000,
  );

  it("where one site asks again and again: the day's budget ends it", async () => {
    const site = await visit(selling((_request, response) => response.end("content")));
    const thrifty = { ...settings, dailyBudget: 120_000n };
    for (const name of ["a", "b"]) await buy(thrifty, `${site.origin}/${name}`);
    await expect(buy(thrifty, `${site.origin}/c`)).rejects.toMatchObject({ fault: "above_budget" });
    expect([site.payments().length, spent()]).toEqual([2, 100_000n]);
  });
});

it("pays a site that speaks version 1 only, by its header", async () => {
  const v1 = { ...offer, network: "base-sepolia", maxAmountRequired: "50000", resource: "https://a.example/x" };
  const site = await visit((request, response) =>
    isPaid(request)
      ? response.writeHead(200, { "Content-Type": "text/plain" }).end("content")
      : response.writeHead(402).end(JSON.stringify({ x402Version: 1, error: "pay", accepts: [v1] })),
  );
  expect(await buy(settings, `${site.origin}/x`)).toMatchObject({ how: "paid", amount: 50_000n });
  const [paid] = site.payments();
  expect(decodeHeader(String(paid?.headers["x-payment"]))).toMatchObject({ x402Version: 1, network: "base-sepolia" });
});

describe("a process that dies", () => {
  const site = () => visit(selling((_request, response) => response.end("content")));
  const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

  it("before it has signed keeps others out for two minutes", async () => {
    const { origin } = await site();
    beginPurchase(settings.folder, `${origin}/x`);
    await expect(buy(settings, `${origin}/x`)).rejects.toMatchObject({ fault: "under_way" });
    expect(beginPurchase(settings.folder, `${origin}/x`, later(3)).signed).toBeUndefined();
  });

  it("after it has sent leaves its payment to be shown again, and once that has run out, to a person", async () => {
    const { origin } = await site();
    const url = `${origin}/x`;
    const signed = { header: "PAYMENT-SIGNATURE", value: "e30=", validBefore: Date.now() / 1000 + 300, claim: "c", amount: "1" };
    beginPurchase(settings.folder, url).keep({ ...signed, payTo: PAYEE, network: caip2 });
    expect(beginPurchase(settings.folder, url).signed?.value).toBe("e30=");
    const muchLater = { ...settings, clock: { now: () => later(10) } };
    await expect(buy(muchLater, url)).rejects.toMatchObject({
      fault: "payment_unresolved",
      message: expect.stringMatching(/forget/),
    });
  });

  it("or sleeps for so long that another took over, sends nothing", async () => {
    const { origin } = await site();
    const sleeper = beginPurchase(settings.folder, `${origin}/x`);
    beginPurchase(settings.folder, `${origin}/x`, later(3));
    const signed = { header: "PAYMENT-SIGNATURE", value: "e30=", validBefore: 1, claim: "c", amount: "1", payTo: PAYEE };
    expect(sleeper.keep({ ...signed, network: caip2 })).toBe(false);
  });
});
