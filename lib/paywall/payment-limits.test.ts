import { describe, expect, it } from "vitest";
import type { Db } from "../db/client";
import { toAddress } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import { createLimits } from "../limits/limits";
import { asCaller, countPayer } from "./payment-limits";

/** Nothing here is counted in a database. */
const deps = { limits: createLimits({} as Db) };

const MANY = 700;
const answer = (status: number) => async () => new Response(null, { status });
const tooMany = { code: "too_many_requests", headers: { "Retry-After": expect.any(String) } };

describe("payments from one address", () => {
  it.each([200, 503])("answered with %i are as many as there are", async (status) => {
    const caller = `192.0.2.${status % 256}`;
    for (let times = 0; times < MANY; times++) expect((await asCaller(deps, caller, answer(status))).status).toBe(status);
  });

  it("that are paused for the moment count as little", async () => {
    const paused = async () => Promise.reject(new Refusal("payments_paused", "Later."));
    for (let times = 0; times < MANY; times++) await expect(asCaller(deps, "192.0.2.1", paused)).rejects.toThrow("Later.");
  });

  it("that buy nothing are six hundred a minute, and another address has its own", async () => {
    const caller = "192.0.2.2";
    for (let times = 0; times < 300; times++) await asCaller(deps, caller, answer(402));
    const conflict = async () => Promise.reject(new Refusal("payment_conflict", "No."));
    for (let times = 0; times < 300; times++) await expect(asCaller(deps, caller, conflict)).rejects.toThrow("No.");
    await expect(asCaller(deps, caller, answer(200))).rejects.toMatchObject(tooMany);
    expect((await asCaller(deps, "192.0.2.3", answer(402))).status).toBe(402);
  });
});

it("a payer begins a hundred and twenty payments a minute that buy nothing, and any number that do", async () => {
  const payer = toAddress(`0x${"ab".repeat(20)}`);
  const begin = async (isSale: boolean) => {
    const counted = countPayer(deps);
    await counted.admit(payer);
    if (isSale) await counted.giveBack();
  };
  for (let times = 0; times < MANY; times++) await begin(true);
  for (let times = 0; times < 120; times++) await begin(false);
  await expect(begin(true)).rejects.toMatchObject(tooMany);
});
