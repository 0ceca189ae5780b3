// Payment headers as nobody should send them, in volume, to the real server: it answers each one, and never with money or gas.
// FUZZ_RUNS=100000 plays that many; a failure prints fast-check's seed and the header that shows it.
import { Agent, request } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { accounts } from "../../scripts/local/accounts";
import { usdc } from "../../scripts/local/usdc";
import { type Creator, openShop } from "../support/api";
import { noteFigures } from "../support/figures";
import { type Market, startMarket } from "../support/market";
import { type Lane, newLane } from "./fuzz/lane";
import { type Mutation, mutation, rawHeaders } from "./fuzz/mutations";

const RUNS = Number(process.env.FUZZ_RUNS ?? 2_000);
const LANES = 8;

let market: Market;
let creator: Creator;
let lanes: Lane[];
const agent = new Agent({ keepAlive: true, maxSockets: LANES });

beforeAll(async () => {
  market = await startMarket({ settings: { TRUSTED_PROXIES: "1" } });
  creator = await openShop(market.origin, accounts.creators[0] ?? accounts.minter, "ada");
  const id = await creator.sellArticle({ price: "0.05", content: "The paid part." });
  const { slug } = await creator.call<{ slug: string }>("GET", `/api/items/${id}/draft`);
  const paths = [`/api/items/${id}/content`, `/@ada/${slug}`];
  lanes = await Promise.all(Array.from({ length: LANES }, () => newLane(market, paths)));
});
afterAll(async () => {
  agent.destroy();
  await market?.stop();
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

let callers = 0;
/** As a proxy tells a client's address. Each header comes from another one: what limits one caller must not keep the rest from it. */
const nextCaller = () => `10.${[16, 8, 0].map((bits) => (callers >> bits) & 255).join(".")}`;

/** Sends headers exactly as they are, doubled names and all. */
function send(method: string, path: string, headers: [string, string][]): Promise<Answer> {
  const { host, hostname, port } = new URL(market.origin);
  callers++;
  const flat = [["Host", host] as const, ["X-Forwarded-For", nextCaller()] as const, ...headers].flat();
  return new Promise((resolve, reject) => {
    const outgoing = request({ agent, hostname, port, method, path, headers: flat }, (incoming) => {
      let body = "";
      incoming.setEncoding("utf8").on("data", (part: string) => {
        body += part;
      });
      incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }));
      incoming.on("error", reject);
    });
    outgoing.on("error", reject);
    outgoing.end();
  });
}

/** 400: unreadable · 402: read and refused, with a fresh offer · 409: shown before otherwise · 431: Node's own limit. */
const EXPECTED = new Set([400, 402, 409, 431]);

function judge({ status, headers, body }: Answer): string | null {
  // An empty header is none: the page is then a page, with its wall.
  const isWall = status === 200 && String(headers["content-type"]).startsWith("text/html");
  if (isWall) return body.includes("The paid part") ? "a page with paid words" : null;
  if (!EXPECTED.has(status)) return `answered ${status}: ${body.slice(0, 300)}`;
  if (status === 402 && !headers["payment-required"]) return "a 402 without an offer";
  const answer = String(headers["x-payment-response"] ?? headers["payment-response"] ?? "");
  const text = body + Buffer.from(answer, "base64").toString("latin1");
  if (/The paid part|prisma|viem|\bat \S+:\d+|node_modules|ContractFunction/i.test(text)) return `says too much: ${text}`;
  if (answer && /"success":true|"transaction":"0x/.test(text)) return `says it settled: ${text}`;
  return null;
}

/** Of the terms, the parser's and the signature's: not all headers may fail at the first door. */
const DEEP = [
  "invalid_scheme",
  "invalid_network",
  "invalid_exact_evm_payload_recipient_mismatch",
  "invalid_exact_evm_payload_authorization_value",
  "invalid_exact_evm_payload_signature",
  "invalid_payment_header",
];

function reasonOf({ headers, body }: Answer): string {
  const settlement = headers["x-payment-response"] ?? headers["payment-response"];
  const answered = settlement ? Buffer.from(String(settlement), "base64").toString() : body;
  return answered.match(/"(?:errorReason|code)":"(\w+)"/)?.[1] ?? "none";
}

const gasSpent = () => market.chain.getTransactionCount({ address: accounts.relayer.address });
const charges = async () =>
  (await market.chain.getLogs({ address: usdc, fromBlock: 0n })).filter(({ topics }) => topics[0] === AUTHORIZATION_USED).length;
const AUTHORIZATION_USED = "0x98de503528ee59b575ef0c0a2576a82497bfc029a5685b209e9ec333479b10a5";

it(`${RUNS} mutated payment headers: each has an answer, none an error of ours, none settles or costs gas`, async () => {
  const before = { gas: await gasSpent(), charges: await charges() };
  const tally: Record<string, number> = {};
  const reasons: Record<string, number> = {};
  let unexpected = 0;
  const started = performance.now();
  await Promise.all(
    lanes.map((lane) =>
      fc.assert(
        fc.asyncProperty(mutation, fc.constantFrom("GET", "GET", "GET", "HEAD"), async (each: Mutation, method) => {
          const headers = await rawHeaders(each, await lane.base());
          // Not counted as a run: what would leave the payment what it is.
          fc.pre(headers !== null);
          const answer = await send(method, lane.nextPath(), headers);
          const key = `${each.kind} ${method === "HEAD" ? "HEAD" : answer.status}`;
          tally[key] = (tally[key] ?? 0) + 1;
          const reason = reasonOf(answer);
          reasons[reason] = (reasons[reason] ?? 0) + 1;
          const fault = judge(answer);
          if (!fault) return;
          unexpected++;
          throw new Error(fault);
        }),
        { numRuns: Math.ceil(RUNS / LANES) },
      ),
    ),
  );
  const sent = Object.values(tally).reduce((sum, count) => sum + count, 0);
  console.log(`${sent} headers in ${((performance.now() - started) / 1000).toFixed(1)} s`, tally, reasons);
  const after = { gas: await gasSpent(), charges: await charges() };
  noteFigures("R7", {
    headers: sent,
    unexpected,
    settlements: after.charges - before.charges,
    transactions: after.gas - before.gas,
  });
  expect(after).toEqual(before);
  expect(sent).toBeGreaterThanOrEqual(RUNS);
  // The mutations reach past the parser: some were read, and refused by the terms, the signature or the chain.
  expect(Object.keys(reasons)).toEqual(expect.arrayContaining(DEEP));
}, 3_600_000);

it("the headers those were made from are paid: the server that refused them all takes payments", async () => {
  const before = { gas: await gasSpent(), charges: await charges() };
  for (const lane of lanes) {
    const { v1 } = await lane.base();
    const answer = await send("GET", lane.nextPath(), [["X-PAYMENT", Buffer.from(JSON.stringify(v1)).toString("base64")]]);
    expect([answer.status, answer.body]).toEqual([200, expect.stringContaining("The paid part")]);
  }
  expect({ gas: await gasSpent(), charges: await charges() }).toEqual({
    gas: before.gas + LANES,
    charges: before.charges + LANES,
  });
}, 60_000);
