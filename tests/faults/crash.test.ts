// The production server, killed with SIGKILL at every place that a purchase passes, and started again: whoever was charged is served,
// once. Judged from outside: by the chain's logs and by what HTTP answered. FAULT_ROUNDS=50 plays every place that often; without it
// a few places are played once.
import { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { parseAbi } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Buyer, fundedBuyers, offerOf, payingRequest } from "../../bench/support/buyers";
import { failpoints } from "../../lib/payments/failpoints";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { anyPort } from "../../scripts/local/ports";
import { startWeb, type Web } from "../../scripts/local/web";
import { type Creator, openShop, signIn } from "../support/api";
import { type Market, startMarket } from "../support/market";

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 1);
const FEW = ["claimed", "attempt-stored", "submitted"];
const USDC = "0x036CbD53842c5426634e7929541eC2318f3dCF7e";
const CONTENT = "What was paid for.";
const transfer = parseAbi(["event Transfer(address indexed from, address indexed to, uint256 value)"]);

const silence = new Writable({ write: (_chunk, _encoding, done) => done() });

let market: Market;
let creator: Creator;
let web: Web;

const start = (settings: Record<string, string> = {}): Promise<Web> =>
  startWeb({
    port: Number(new URL(market.origin).port),
    settings: { ...market.settings, SWEEP_INTERVAL_SECONDS: "1", ...settings },
    output: silence,
  });

beforeAll(async () => {
  market = await startMarket({ settings: { SWEEP_INTERVAL_SECONDS: "1" } });
  creator = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
  process.kill(market.web.pid, "SIGKILL");
  web = await restarted();
});
afterAll(async () => {
  await web?.stop();
  await market?.stop();
});

/** Starts as soon as the port is free again. */
async function restarted(settings?: Record<string, string>): Promise<Web> {
  for (let tries = 0; ; tries++) {
    try {
      return await start(settings);
    } catch (error) {
      if (tries === 20) throw error;
      await sleep(100);
    }
  }
}

async function newUrl(): Promise<string> {
  return `${market.origin}/api/items/${await creator.sellArticle({ price: "0.05", content: CONTENT })}/content`;
}

/** How often this wallet's money reached the creator, by the chain. */
async function charges({ address }: Buyer): Promise<number> {
  const to = accounts.creators[0]?.address as `0x${string}`;
  const logs = await market.chain.getContractEvents({
    address: USDC,
    abi: transfer,
    eventName: "Transfer",
    args: { from: address, to },
    fromBlock: 0n,
  });
  return logs.length;
}

/** Sends the same header until there is an answer that is one. */
async function insist(url: string, headers: Record<string, string>): Promise<Response> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const response = await fetch(url, { headers }).catch(() => null);
    const isFinal = response && response.status !== 503 && response.status < 500;
    if (response && (isFinal || Date.now() > deadline)) return response;
    await response?.body?.cancel();
    if (Date.now() > deadline) throw new Error("no answer at all");
    await sleep(200);
  }
}

/** These two are not passed here: they need a reorganisation, or a transaction that no block takes. */
const elsewhere = ["reorg-noticed", "sweep-resubmitted"];

const played = failpoints.filter((name) => (process.env.FAULT_ROUNDS ? !elsewhere.includes(name) : FEW.includes(name)));

describe.each(played)("a server that dies at %s", (name) => {
  it(
    "has served whom it charged, once, when it is back",
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const url = await newUrl();
        const [buyer] = (await fundedBuyers({ client: market.chain } as never, 1)) as [Buyer];
        const { headers = {} } = await payingRequest(url, await offerOf(url), buyer);
        const duringSweep = name.startsWith("sweep");
        await web.stop();
        if (!duringSweep) {
          web = await restarted({ FAILPOINT: name });
          await fetch(url, { headers }).catch(() => null);
          await web.ended;
        } else {
          // Left behind by a crash after storing; the next server dies in the sweep that would repair it.
          web = await restarted({ FAILPOINT: "attempt-stored" });
          await fetch(url, { headers }).catch(() => null);
          await web.ended;
          await start({ FAILPOINT: name }).then(
            (again) => again.ended,
            () => null,
          );
        }
        web = await restarted();
        const answer = await insist(url, headers);
        const isServed = answer.status === 200 && (await answer.text()) === CONTENT;
        const { get } = await signIn(market.origin, buyer);
        const opened = await get(new URL(url).pathname);
        expect([await charges(buyer), opened.status, await opened.text()]).toEqual([1, 200, CONTENT]);
        // The one delivery was taken before the server died, and by nobody: the payer signs in, as just now.
        if (name !== "delivery-taken") expect(isServed).toBe(true);
        else expect(answer.status).toBe(409);
      }
    },
    120_000 * ROUNDS,
  );
});

describe("one payment shown many times at once", () => {
  it("on three servers of one database is charged once, and delivered once", async () => {
    const ports = await Promise.all([anyPort(), anyPort()]);
    const servers = await Promise.all(ports.map((port) => startWeb({ port, settings: market.settings, output: silence })));
    try {
      const url = await newUrl();
      const [buyer] = (await fundedBuyers({ client: market.chain } as never, 1)) as [Buyer];
      const { headers = {} } = await payingRequest(url, await offerOf(url), buyer);
      const path = new URL(url).pathname;
      const origins = [market.origin, ...ports.map((port) => `http://127.0.0.1:${port}`)];
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, index) => fetch(origins[index % 3] + path, { headers }).then(({ status }) => status)),
      );
      expect(answers.filter((status) => status === 200)).toHaveLength(1);
      expect(answers.filter((status) => status !== 200 && status !== 409)).toEqual([]);
      expect(await charges(buyer)).toBe(1);
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  }, 120_000);

  it("for fifty items of one price buys the first and conflicts with the others", async () => {
    const urls: string[] = [];
    for (let count = 0; count < 50; count++) urls.push(await newUrl());
    const [buyer] = (await fundedBuyers({ client: market.chain } as never, 1)) as [Buyer];
    const { headers = {} } = await payingRequest(urls[0] ?? "", await offerOf(urls[0] ?? ""), buyer);
    const statuses = await Promise.all(urls.map((url) => fetch(url, { headers }).then(({ status }) => status)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    expect(await charges(buyer)).toBe(1);
  }, 120_000);
});
