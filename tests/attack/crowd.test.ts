// Hundreds who search at once: there is room for some, the others are told so at no cost, and everything else is answered meanwhile.
import { afterAll, beforeAll, expect, it } from "vitest";
import { noteFigures } from "../support/figures";
import { type Market, startMarket } from "../support/market";

const SEARCHES = 600;

let market: Market;
beforeAll(async () => {
  market = await startMarket({ settings: { TRUSTED_PROXIES: "1" } });
});
afterAll(() => market?.stop());

const from = (client: number) => ({ headers: { "X-Forwarded-For": `10.0.${client >> 8}.${client & 255}` } });

async function search(path: string, client: number) {
  const answer = await fetch(`${market.origin}${path}?search=tide`, from(client));
  return { status: answer.status, retryAfter: answer.headers.get("retry-after"), bytes: (await answer.arrayBuffer()).byteLength };
}

it.each(["/", "/api/items"])(
  "of hundreds of searches of %s at once many are refused at no cost, and health is told meanwhile",
  async (path) => {
    let isOver = false;
    const asked = Promise.all(Array.from({ length: SEARCHES }, (_, client) => search(path, client))).finally(() => {
      isOver = true;
    });
    const times: number[] = [];
    do {
      const began = performance.now();
      expect((await fetch(`${market.origin}/api/health`)).status).toBe(200);
      times.push(performance.now() - began);
    } while (!isOver);
    const answers = await asked;
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.filter(({ retryAfter, bytes }) => retryAfter !== "3" || bytes > 3_000)).toEqual([]);
    expect(refused.length).toBeGreaterThan(SEARCHES / 2);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    noteFigures("A1", { searchesAnswered: answers.length - refused.length, healthMs: Math.round(Math.max(...times)) });
  },
  120_000,
);

it("of one client's searches ten are under way at a time", async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => search("/", 1)));
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  expect(answers.filter(({ status }) => status === 503).length).toBeGreaterThan(50);
  expect((await search("/", 2)).status).toBe(200);
});
