// Behind a facilitator that breaks, lies and hangs: while an outcome is unknown nobody is asked to pay again, money and delivery go
// together, and the payment that was signed once brings the bytes once. FACILITATOR_ROUNDS plays every fault that often.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { type RemoteFacilitator, startFacilitator } from "../conformance/facilitator";
import { noteFigures } from "../support/figures";
import { type AnswerName, answers, type Fault, type FaultProxy, startFaultProxy } from "./fault-proxy";
import { truthOf, wrongOf } from "./oracle";
import { type Buyer, CONTENT, type Headers, insist, type Stage, setStage, signedHeaders, withClaim } from "./stage";

const ROUNDS = Number(process.env.FACILITATOR_ROUNDS ?? 1);
/** anvil calls a block final when this many lie on top of it. */
const FINAL = 64;
const PATIENCE_MS = 120_000;

const truth = { settles: true, answer: "the truth" } as const;
const names = Object.keys(answers) as AnswerName[];

/** Every answer to a settlement that was done, and to one that was not, until it is asked for again. */
const faults: Record<string, Fault> = {
  ...Object.fromEntries(names.map((answer) => [`settles and answers: ${answer}`, { turns: [{ settles: true, answer }] }])),
  ...Object.fromEntries(
    names.map((answer) => [`does nothing and answers: ${answer}`, { turns: [{ settles: false, answer }, truth] }]),
  ),
  "is slow": { turns: [{ ...truth, afterMs: 4_000 }] },
  "is up and down": {
    turns: [
      { settles: false, answer: "a connection that breaks" },
      { settles: false, answer: "500" },
      { settles: false, answer: "HTML" },
      truth,
    ],
  },
};

/** Nothing is ever settled, whatever is said. */
const liars: Record<string, Fault> = Object.fromEntries(
  (["the truth", "success without a transaction", "500"] as const).map((answer) => [
    answer,
    { turns: [{ settles: false, answer }] },
  ]),
);

let facilitator: RemoteFacilitator;
let proxy: FaultProxy;
let stage: Stage;

beforeAll(async () => {
  const facilitate = async (rpcUrl: string) => {
    facilitator = await startFacilitator(rpcUrl, accounts.creators[2] as LocalAccount);
    proxy = await startFaultProxy(facilitator.url);
    return proxy.url;
  };
  stage = await setStage({ facilitate, settings: { SWEEP_INTERVAL_SECONDS: "1" } });
});
afterAll(async () => {
  await stage?.stop();
  await proxy?.stop();
  await facilitator?.stop();
});

interface Case {
  url: string;
  buyer: Buyer;
  headers: Headers;
}

async function prepare(fault: Fault, seconds?: number): Promise<Case> {
  const [url, buyer] = [await stage.newUrl(), await stage.newBuyer()];
  proxy.plan(buyer.account.address, fault);
  return { url, buyer, headers: withClaim(await signedHeaders(url, buyer, seconds)) };
}

interface Ending {
  statuses: number[];
  deliveries: number;
  charges: number;
  wrong: string | null;
}

/** Shows one payment until it has an answer, and once more without its secret. */
async function play({ url, buyer, headers }: Case): Promise<Ending> {
  const first = await insist(url, headers);
  const { "X-PAYMENT-CLAIM": _claim, ...alone } = headers;
  const again = await insist(url, alone);
  const known = await truthOf(stage.chain, { buyer, urls: [url] });
  const deliveries = [first, again].filter(({ text }) => text === CONTENT).length;
  return { statuses: [...first.statuses, ...again.statuses], deliveries, charges: known.charges, wrong: wrongOf(known) };
}

describe("a facilitator that", () => {
  const endings = new Map<string, Promise<Ending[]>>();
  beforeAll(async () => {
    const prepared: [string, Case[]][] = [];
    for (const [name, fault] of Object.entries(faults)) {
      const cases: Case[] = [];
      for (let round = 0; round < ROUNDS; round++) cases.push(await prepare(fault, 3_000));
      prepared.push([name, cases]);
    }
    // Side by side: what costs time is the patience with those that do not answer.
    for (const [name, cases] of prepared) {
      const rounds = async () => {
        const each: Ending[] = [];
        for (const one of cases) each.push(await play(one));
        return each;
      };
      endings.set(name, rounds());
      endings.get(name)?.catch(() => {});
    }
  });

  it.each(Object.keys(faults))(
    "%s",
    async (name) => {
      const rounds = (await endings.get(name)) ?? [];
      for (const { statuses, deliveries, charges, wrong } of rounds) {
        const isRight = wrong === null && charges === 1 && deliveries === 1 && !statuses.includes(402);
        noteFigures("R6", { faults: 1, wrong: isRight ? 0 : 1, challenges: statuses.includes(402) ? 1 : 0 });
        expect({ wrong, charges, deliveries, last: statuses.at(-1) }).toEqual({
          wrong: null,
          charges: 1,
          deliveries: 1,
          last: 409,
        });
        // While nothing is known: ask again. Never a challenge, and never an error of ours.
        expect(statuses.filter((status) => ![200, 409, 503].includes(status))).toEqual([]);
      }
      expect(rounds).toHaveLength(ROUNDS);
    },
    PATIENCE_MS * ROUNDS,
  );
});

it("a facilitator that is down charges nobody, and the same payment is served when it is up", async () => {
  const { url, buyer, headers } = await prepare({ turns: [truth] });
  await proxy.down();
  const waiting = await fetch(url, { headers });
  expect([waiting.status, waiting.headers.get("payment-required")]).toEqual([503, null]);
  expect((await truthOf(stage.chain, { buyer, urls: [url] })).charges).toBe(0);
  await proxy.up();
  const { statuses, text } = await insist(url, headers);
  const known = await truthOf(stage.chain, { buyer, urls: [url] });
  noteFigures("R6", { faults: 1, wrong: wrongOf(known) ? 1 : 0, challenges: statuses.includes(402) ? 1 : 0 });
  expect([text, known.charges, wrongOf(known), statuses.includes(402)]).toEqual([CONTENT, 1, null, false]);
}, 60_000);

it(
  "a facilitator that never settles, whatever it says: another payment is asked for only when the first can charge nobody any more",
  async () => {
    const cases = await Promise.all(Object.values(liars).map((fault) => prepare(fault, 60)));
    const waiting = await Promise.all(cases.map(({ url, headers }) => fetch(url, { headers })));
    expect(waiting.map(({ status, headers }) => [status, headers.get("payment-required")])).toEqual(cases.map(() => [503, null]));
    // Who signs again nevertheless is not charged either: one payment at a time.
    const turns = cases.map(({ buyer }) => proxy.turnsOf(buyer.account.address));
    const second = await Promise.all(
      cases.map(async ({ url, buyer }) => fetch(url, { headers: await signedHeaders(url, buyer) }).then(({ status }) => status)),
    );
    expect(second).toEqual(cases.map(() => 503));
    expect(turns.every((turn) => turn > 0)).toBe(true);

    // They were signed by this clock, and the last block may be older than the signatures.
    const { timestamp } = await stage.chain.getBlock();
    const now = BigInt(Math.ceil(Date.now() / 1000));
    await stage.chain.setNextBlockTimestamp({ timestamp: (timestamp > now ? timestamp : now) + 61n });
    await stage.chain.mine({ blocks: FINAL + 2 });
    for (const { url, buyer, headers } of cases) {
      const over = await insist(url, headers);
      expect([over.last?.status, (await truthOf(stage.chain, { buyer, urls: [url] })).charges]).toEqual([402, 0]);
      proxy.plan(buyer.account.address, { turns: [truth] });
      const paid = await insist(url, await signedHeaders(url, buyer));
      const known = await truthOf(stage.chain, { buyer, urls: [url] });
      noteFigures("R6", { faults: 1, wrong: wrongOf(known) ? 1 : 0, challenges: 0 });
      expect([paid.text, known.charges, wrongOf(known)]).toEqual([CONTENT, 1, null]);
    }
  },
  PATIENCE_MS,
);
