// P2 and P3: purchases, one after another and twenty at once, and what they ask of the chain.
import { setTimeout as sleep } from "node:timers/promises";
import { accounts } from "../scripts/local/accounts";
import type { RequirementsV2 } from "../tests/conformance/payer";
import { type Buyer, fundedBuyers, offerOf, payingRequest } from "./support/buyers";
import { get, inParallel, type Target } from "./support/http";
import { figure, median, ms, quantile } from "./support/numbers";
import type { Section } from "./support/report";
import { countRpc, type RpcCounter } from "./support/rpc-counter";
import { cpuMs } from "./support/server";
import { CONTENT_BYTES, PRICE, type Stage } from "./support/stage";

const WARM_UP = 15;
const IN_TURN = 60;
const ROUNDS = 5;
const BUYERS = 40;
const WIDTH = 20;
const COUNTED = 20;
const ALONE = 4;

/** Somewhere to buy: signs the next purchase. */
type Till = (buyer: Buyer) => Promise<Target>;

function tillAt(url: string, offer: RequirementsV2): Till {
  return (buyer) => payingRequest(url, offer, buyer);
}

async function inTurn(tills: Till[], buyers: Buyer[]): Promise<number[][]> {
  const latencies: number[][] = tills.map(() => []);
  for (const buyer of buyers) {
    for (const [index, till] of tills.entries()) {
      const paying = await till(buyer);
      latencies[index]?.push((await get(paying)).ms);
    }
  }
  return latencies;
}

/** Purchases per second of these buyers, `WIDTH` at once; any failure fails the run. */
async function atOnce(till: Till, buyers: Buyer[]): Promise<number> {
  const requests = await Promise.all(buyers.map(till));
  const started = performance.now();
  await inParallel(
    requests.map((paying) => () => get(paying)),
    WIDTH,
  );
  return buyers.length / ((performance.now() - started) / 1000);
}

async function callsOf(
  counter: RpcCounter,
  till: Till,
  buyers: Buyer[],
  pauseMs: number,
): Promise<{ each: number; methods: string }> {
  counter.take();
  for (const buyer of buyers) {
    if (pauseMs) await sleep(pauseMs);
    await get(await till(buyer));
  }
  const counts = [...counter.take()].sort(([, a], [, b]) => b - a);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return {
    each: total / buyers.length,
    methods: counts.map(([method, count]) => `${method} ${figure(count / buyers.length)}`).join(", "),
  };
}

async function countCalls(stage: Stage, buyers: Buyer[], newItem: () => Promise<string>) {
  const counters = await Promise.all([countRpc(stage.chain.rpcUrl), countRpc(stage.chain.rpcUrl)]);
  // The sweep asks later, and of many payments in one call: it would fall into one window and not into another.
  const pennypost = await stage.startPennypost(counters[0].url, { SWEEP_INTERVAL_SECONDS: "3600" });
  const express = await stage.startExpress(counters[1].url);
  const [peerUrl, path] = [`${express.origin}/content`, await newItem()];
  const [peer, ours] = [
    tillAt(peerUrl, await offerOf(peerUrl)),
    tillAt(pennypost.origin + path, await offerOf(pennypost.origin + path)),
  ];
  await get(await ours(buyers[0] as Buyer));
  await get(await peer(buyers[0] as Buyer));
  const [many, few] = [buyers.slice(1, COUNTED + 1), buyers.slice(COUNTED + 1, COUNTED + 1 + ALONE)];
  const result = {
    peer: await callsOf(counters[1], peer, many, 0),
    ours: await callsOf(counters[0], ours, many, 0),
    alone: await callsOf(counters[0], ours, few, 1_100),
  };
  await Promise.all([pennypost.stop(), express.stop(), ...counters.map((counter) => counter.stop())]);
  return result;
}

/** CPU time each of the processes uses during `work`, in milliseconds. */
async function cpuDuring<T>(pids: number[], work: () => Promise<T>): Promise<{ result: T; cpu: number[] }> {
  const before = pids.map(cpuMs);
  const result = await work();
  return { result, cpu: pids.map((pid, index) => cpuMs(pid) - (before[index] ?? 0)) };
}

/** Gas from four keys, each transaction within what a day may cost. */
const manyKeys = () => ({
  RELAYER_DAILY_ETH: "9",
  RELAYER_PRIVATE_KEY: [accounts.relayer, ...accounts.readers.slice(0, 3)].map(({ privateKey }) => privateKey).join(","),
});

export async function purchase(stage: Stage): Promise<Section> {
  const { pennypost, creator, chain } = stage;
  const newItem = async () =>
    `/api/items/${await creator.sellArticle({ price: PRICE, content: "x".repeat(CONTENT_BYTES) })}/content`;
  const newTill = async (origin: string) => {
    const url = origin + (await newItem());
    return tillAt(url, await offerOf(url));
  };
  const buyers = await fundedBuyers(chain, WARM_UP + IN_TURN);
  const calls = await countCalls(stage, buyers, newItem);

  const express = await stage.startExpress(chain.rpcUrl);
  const peerUrl = `${express.origin}/content`;
  const peer = tillAt(peerUrl, await offerOf(peerUrl));
  const ours = await newTill(pennypost.origin);
  await inTurn([peer, ours], buyers.slice(0, WARM_UP));
  const {
    result: [peerMs = [], oursMs = []],
    cpu: [peerCpu = 0, oursCpu = 0],
  } = await cpuDuring([express.pid, pennypost.pid], () => inTurn([peer, ours], buyers.slice(WARM_UP)));

  const withKeys = await stage.startPennypost(chain.rpcUrl, manyKeys());
  await atOnce(await newTill(withKeys.origin), buyers.slice(0, BUYERS));
  const rates: { peer: number[]; ours: number[]; withKeys: number[] } = { peer: [], ours: [], withKeys: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.peer.push(await atOnce(peer, buyers.slice(0, BUYERS)));
    rates.ours.push(await atOnce(await newTill(pennypost.origin), buyers.slice(0, BUYERS)));
    rates.withKeys.push(await atOnce(await newTill(withKeys.origin), buyers.slice(0, BUYERS)));
  }
  await Promise.all([express.stop(), withKeys.stop()]);

  const latency = median(oursMs) / median(peerMs);
  const cpu = oursCpu / peerCpu;
  const speed = median(rates.ours) / median(rates.peer);
  const keys = median(rates.withKeys) / median(rates.ours);
  const of = (name: string, latencies: number[], cpuMs: number, rate: number[], each: number) => [
    name,
    ms(median(latencies)),
    ms(quantile(latencies, 0.95)),
    ms(cpuMs / IN_TURN),
    figure(median(rate)),
    figure(each),
  ];
  return {
    title: "A purchase",
    note: [
      `From sending a signed payment to the last byte: ${IN_TURN} one after another in turns, CPU time of the server's process over these; then ${ROUNDS} rounds of ${BUYERS} buyers, ${WIDTH} at once.`,
      "Both settle in process, on the same chain. Pennypost also writes claim, attempt, settlement and entitlement to a durable PostgreSQL; the peer keeps nothing.",
      `Calls to the chain were counted in separate servers, ${COUNTED} purchases back to back (Pennypost, alone on an idle server: ${figure(calls.alone.each)}).`,
      `Pennypost: ${calls.ours.methods}. Peer: ${calls.peer.methods}.`,
      "Commits and round trips to PostgreSQL are held by tests/integration/payments/purchase-cost.test.ts: 2 and 4.",
    ].join(" "),
    header: ["", "median", "p95", "CPU each", "purchases/s", "RPC calls each"],
    rows: [
      of("@x402/express, upfront", peerMs, peerCpu, rates.peer, calls.peer.each),
      of("Pennypost", oursMs, oursCpu, rates.ours, calls.ours.each),
      ["the same with four keys and a day's gas", "", "", "", figure(median(rates.withKeys)), ""],
    ],
    verdicts: [
      {
        id: "P2",
        what: "purchase, median against @x402/express upfront",
        figure: figure(latency),
        target: "≤ 0.85",
        reached: latency <= 0.85,
      },
      {
        id: "P2c",
        what: "CPU of a purchase, one after another, against the same",
        figure: figure(cpu),
        target: "≤ 0.9",
        reached: cpu <= 0.9,
      },
      {
        id: "P2d",
        what: "RPC calls a purchase, alone, the newest block among them",
        figure: figure(calls.alone.each),
        target: "≤ 3",
        reached: calls.alone.each <= 3,
      },
      {
        id: "P3",
        what: `purchases/s, ${BUYERS} buyers at ${WIDTH} at once, against the same`,
        figure: figure(speed),
        target: "≥ 1.3",
        reached: speed >= 1.3,
      },
      {
        id: "P3c",
        what: "the same with four keys and a day's gas, against one key without",
        figure: figure(keys),
        target: "≥ 0.95",
        reached: keys >= 0.95,
      },
    ],
  };
}
