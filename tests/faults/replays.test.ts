// One payment shown many times at once: to one server, to three of one database, for one item and for fifty; and what all of it
// costs the relayer. REPLAY_ROUNDS=100 plays that many rounds on each number of servers.
import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/local/accounts";
import { anyPort } from "../../scripts/local/ports";
import { startWeb, type Web } from "../../scripts/local/web";
import { noteFigures } from "../support/figures";
import { truthOf, wrongOf } from "./oracle";
import { insist, type Stage, setStage, signedHeaders } from "./stage";

const ROUNDS = Number(process.env.REPLAY_ROUNDS ?? 1);
const AT_ONCE = 200;
const ITEMS = 50;

const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
let stage: Stage;
const others: Web[] = [];
let origins: string[];

beforeAll(async () => {
  stage = await setStage();
  const ports = await Promise.all([anyPort(), anyPort()]);
  others.push(...(await Promise.all(ports.map((port) => startWeb({ port, settings: stage.settings, output: silence })))));
  origins = [stage.origin, ...ports.map((port) => `http://127.0.0.1:${port}`)];
});
afterAll(async () => {
  await Promise.all(others.map((server) => server.stop()));
  await stage?.stop();
});

const transactions = () => stage.chain.getTransactionCount({ address: accounts.relayer.address });
const count = (statuses: number[], wanted: number) => statuses.filter((status) => status === wanted).length;

describe.each([1, 3])(`one payment shown ${AT_ONCE} times at once to %i servers`, (servers) => {
  it(
    "is sent once, charged once, delivered once",
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const [url, buyer] = [await stage.newUrl(), await stage.newBuyer()];
        const [headers, before] = [await signedHeaders(url, buyer), await transactions()];
        const path = new URL(url).pathname;
        const show = async (_: unknown, index: number) => {
          const { statuses } = await insist(origins[index % servers] + path, headers);
          return statuses;
        };
        const statuses = (await Promise.all(Array.from({ length: AT_ONCE }, show))).flat();
        const sent = (await transactions()) - before;
        const truth = await truthOf(stage.chain, { buyer, urls: [url] });
        noteFigures("R1", { rounds: 1, replays: AT_ONCE, sent, entitled: truth.served.length, charges: truth.charges });
        noteFigures("R13", { authorizations: 1, transactions: sent });
        expect([sent, truth.charges, wrongOf(truth)]).toEqual([1, 1, null]);
        expect(count(statuses, 200)).toBe(1);
        expect(statuses.filter((status) => ![200, 409, 503].includes(status))).toEqual([]);
      }
    },
    120_000 * ROUNDS,
  );
});

it(`one authorization shown for ${ITEMS} items of one price at once buys one of them`, async () => {
  const urls: string[] = [];
  for (let item = 0; item < ITEMS; item++) urls.push(await stage.newUrl());
  const buyer = await stage.newBuyer();
  const headers = await signedHeaders(urls[0] ?? "", buyer);
  const answers = await Promise.all(urls.map((url) => insist(url, headers)));
  const last = answers.map((answer) => answer.last?.status ?? 0);
  const truth = await truthOf(stage.chain, { buyer, urls });
  noteFigures("R2", { items: ITEMS, granted: truth.served.length, conflicts: count(last, 409), charges: truth.charges });
  expect([count(last, 200), count(last, 409), wrongOf(truth)]).toEqual([1, ITEMS - 1, null]);
}, 120_000);
