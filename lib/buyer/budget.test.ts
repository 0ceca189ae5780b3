import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reserve, spentToday } from "./budget";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "buyer-budget-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const noon = new Date("2026-11-30T12:00:00Z");
const url = "https://a.example/x";
const take = (amount: bigint, budget: bigint, now = noon) => reserve(folder, amount, budget, url, now);

describe("a day's budget", () => {
  it("is spent to the last unit and not one further", () => {
    take(60n, 100n);
    expect(() => take(41n, 100n)).toThrow(/more than the \$0.00004 that is left/);
    take(40n, 100n);
    expect(() => take(1n, 100n)).toThrow(/budget/);
    expect(spentToday(folder, noon)).toBe(100n);
  });

  it("begins anew with the next day, and not before", () => {
    take(100n, 100n, new Date("2026-11-30T23:59:59.999Z"));
    expect(() => take(1n, 100n, new Date("2026-11-30T23:59:59.999Z"))).toThrow();
    take(100n, 100n, new Date("2026-12-01T00:00:00Z"));
  });

  it("gets back what was released, once, and what was refused takes nothing from it", () => {
    const first = take(60n, 100n);
    expect(() => take(60n, 100n)).toThrow();
    first.release();
    first.release();
    expect(spentToday(folder, noon)).toBe(0n);
    take(100n, 100n);
  });

  it("counts what a process reserved that died, and passes over a line that it did not finish", () => {
    take(60n, 100n);
    const [name = ""] = readdirSync(folder);
    appendFileSync(join(folder, name), '{"kind":"reserve","id":"torn","amount":"40');
    appendFileSync(join(folder, name), '\n{"kind":"reserve","id":"odd","amount":"-5","budget":"100"}\nnull\n');
    take(40n, 100n);
    expect(() => take(1n, 100n)).toThrow();
  });

  it("is each buyer's own: a smaller one counts what a larger one spent", () => {
    take(150n, 200n);
    expect(() => take(1n, 100n)).toThrow(/\$0.00 that is left/);
    take(50n, 200n);
  });

  it("is written down for the day, and says for what", () => {
    take(5n, 100n);
    expect(readFileSync(join(folder, "spent-2026-11-30.jsonl"), "utf8")).toContain(url);
  });
});
