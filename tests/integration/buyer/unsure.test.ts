// The buyer where it is not sure what became of a payment, or what came is not what it expected.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { textOf } from "@/lib/buyer/ask";
import { spentToday } from "@/lib/buyer/budget";
import { buy } from "@/lib/buyer/buy";
import { beginPurchase, findUnanswered } from "@/lib/buyer/purchases";
import { listReceipts } from "@/lib/buyer/receipts";
import { type BuyerSettings, readSettings } from "@/lib/buyer/settings";
import { encodeHeader } from "@/lib/x402/exact/authorization";
import { networks } from "@/lib/x402/networks";
import { type Site, startSite } from "../../support/hostile-site";
import { clockOfToday } from "../../support/one-day";
import { scratchFolder } from "../../support/scratch";

const scratch = scratchFolder();
const { asset, caip2 } = networks.local;
const offer = { scheme: "exact", network: caip2, amount: "50000", asset, maxTimeoutSeconds: 300, payTo: `0x${"ab".repeat(20)}` };
const TERMS = { "PAYMENT-REQUIRED": encodeHeader({ x402Version: 2, accepts: [offer] }) };

let sites: Site[] = [];
let settings: BuyerSettings;
let runs = 0;

afterEach(async () => {
  for (const site of sites) await site.stop();
  sites = [];
});
afterAll(scratch.remove);

async function visit(answer: RequestListener): Promise<Site> {
  const site = await startSite(answer);
  sites.push(site);
  settings = { ...settings, hosts: new Set([...settings.hosts, site.host]) };
  return site;
}

const isPaid = ({ headers }: { headers: object }) => "payment-signature" in headers;
const selling = (paid: RequestListener) =>
  visit((request, response) => (isPaid(request) ? paid(request, response) : response.writeHead(402, TERMS).end()));
const refusing: RequestListener = (_request, response) => response.writeHead(402, TERMS).end();

beforeEach(() => {
  const env = { BUYER_PRIVATE_KEY: `0x${"17".repeat(32)}`, BUYER_HOSTS: "a.example", BUYER_PATIENCE_SECONDS: "60" };
  settings = { ...readSettings(env), clock: clockOfToday(), folder: scratch.path(`purse-${++runs}`) };
});

const spent = () => spentToday(settings.folder, settings.clock.now());
const word = (value: number) => `0x${value.toString(16).padStart(64, "0")}`;

describe("a refused payment that has run out", () => {
  const HOUR_MS = 3_600_000;
  const inAnHour = () => Math.floor((Date.now() + HOUR_MS) / 1000);

  /** A node with these answers, and what the buyer does once the payment has run out by the time of day. */
  async function askedOf(answers: Record<string, unknown>) {
    const node = await startSite(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const { method } = JSON.parse(Buffer.concat(parts).toString()) as { method: string };
      const usual: Record<string, unknown> = {
        eth_chainId: "0x14a34",
        eth_getBlockByNumber: { number: "0x10", timestamp: `0x${inAnHour().toString(16)}` },
      };
      response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, result: { ...usual, ...answers }[method] }));
    });
    sites.push(node);
    const shop = await selling(refusing);
    await expect(buy(settings, `${shop.origin}/x`)).rejects.toMatchObject({ fault: "payment_refused" });
    const clock = { now: () => new Date(Date.now() + HOUR_MS) };
    const asked = { ...settings, clock, networks: settings.networks.map((each) => ({ ...each, publicRpc: node.origin })) };
    const outcome = await buy(asked, `${shop.origin}/x`).catch((error: unknown) => error);
    return { outcome, signatures: new Set(shop.payments().map(({ headers }) => headers["payment-signature"])).size };
  }

  it("makes way for another, if the token says that it was not used", async () => {
    const { outcome, signatures } = await askedOf({ eth_call: word(0) });
    expect(outcome).toMatchObject({ fault: "payment_refused" });
    expect(signatures).toBe(2);
  });

  it.each([
    ["that it was used", { eth_call: word(1) }],
    ["nothing", { eth_call: undefined }],
    ["what is no truth value", { eth_call: "0x" }],
    ["that it is of another chain", { eth_call: word(0), eth_chainId: "0x1" }],
    [
      "what it was at a time when it could still be used",
      { eth_call: word(0), eth_getBlockByNumber: { number: "0x1", timestamp: "0x1" } },
    ],
  ])("is left to a person, if the node says %s", async (_what, answers) => {
    const { outcome, signatures } = await askedOf(answers);
    expect(outcome).toMatchObject({ fault: "payment_unresolved" });
    expect(signatures).toBe(1);
  });
});

describe("content without a payment, while one is open", () => {
  it("is read if it is free, and the payment stays open", async () => {
    let isFree = false;
    const site = await visit((request, response) =>
      isFree ? response.end("free") : isPaid(request) ? response.destroy() : response.writeHead(402, TERMS).end(),
    );
    await expect(buy({ ...settings, patienceMs: 20_000 }, `${site.origin}/x`)).rejects.toMatchObject({
      fault: "payment_pending",
    });
    isFree = true;
    const read = await buy(settings, `${site.origin}/x`);
    expect(read.how === "free" && textOf(read.answer)).toBe("free");
    expect(findUnanswered(settings.folder, `${site.origin}/x`)).toBeDefined();
    expect(listReceipts(settings.folder)).toEqual([]);
  }, 120_000);
});

describe("an answer to a payment", () => {
  it.each([201, 203])("is what was bought with status %i too", async (status) => {
    const site = await selling((_request, response) => response.writeHead(status).end("content"));
    expect(await buy(settings, `${site.origin}/x`)).toMatchObject({ how: "paid" });
    expect(listReceipts(settings.folder)).toHaveLength(1);
  });

  const LONG = 33 * 1024 ** 2;
  const long: RequestListener = (_request, response) =>
    response.writeHead(200, { "Content-Type": "application/zip" }).end(Buffer.alloc(LONG, "x"));

  it("that is too long for memory is a file, under its hash", async () => {
    const site = await selling(long);
    const bought = await buy(settings, `${site.origin}/x`);
    if (bought.how !== "paid") throw new Error("it was not paid");
    const { file, bytes, sha256 } = bought.answer;
    expect([bytes, file]).toEqual([LONG, join(settings.folder, "files", sha256)]);
    expect(readFileSync(file ?? "").equals(Buffer.alloc(LONG, "x"))).toBe(true);
    expect(listReceipts(settings.folder)).toMatchObject([{ bytes: LONG, sha256 }]);
  }, 60_000);

  it("that is longer than its owner takes is told as paid, with a receipt, and is not paid again", async () => {
    const site = await selling(long);
    const small = { ...settings, bytesMax: LONG - 1 };
    await expect(buy(small, `${site.origin}/x`)).rejects.toMatchObject({
      fault: "too_large",
      message: expect.stringMatching(/paid/),
    });
    expect(listReceipts(settings.folder)).toMatchObject([{ amount: "50000", sha256: null }]);
    expect([site.payments().length, spent(), readdirSync(join(settings.folder, "files"))]).toEqual([1, 50_000n, []]);
  }, 60_000);
});

it("buys nothing more once a journal is full, and writes down what it had begun", async () => {
  const site = await selling((_request, response) => response.end("content"));
  const url = `${site.origin}/x`;
  const begun = beginPurchase(settings.folder, url, settings.clock.now());
  const journals = join(settings.folder, "purchases");

  for (const name of readdirSync(journals)) writeFileSync(join(journals, name), "\n".repeat(9 * 1024 ** 2), { flag: "a" });
  const signed = { header: "PAYMENT-SIGNATURE", value: "e30=", validBefore: Date.now() / 1000 + 300, claim: "c", amount: "1" };
  expect(begun.keep({ ...signed, payTo: offer.payTo, network: caip2 })).toBe(true);
  begun.end();
  await expect(buy(settings, url)).rejects.toMatchObject({ fault: "journal_full" });
  expect([site.payments().length, spent()]).toEqual([0, 0n]);
});
