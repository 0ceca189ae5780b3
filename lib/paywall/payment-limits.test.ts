import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Db } from "../db/client";
import { toAddress } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import { createLimits } from "../limits/limits";
import { type Admission, asCaller } from "./payment-limits";

/** Nothing here is counted in a database. */
const deps = { limits: createLimits({} as Db) };

const MANY = 700;
const answer = (status: number) => async () => new Response(null, { status });
const tooMany = { code: "too_many_requests", headers: { "Retry-After": expect.any(String) } };

/** Payments shown at once, none of which is answered before `answer` says how. */
function crowd(caller: string, size: number, ask: (admit: Admission) => Promise<unknown> = async () => {}) {
  let resolve = (_status: number) => {};
  const answered = new Promise<number>((done) => {
    resolve = done;
  });
  const shown = Array.from({ length: size }, () =>
    asCaller(deps, caller, async (admit) => {
      await ask(admit);
      return new Response(null, { status: await answered });
    }).then(
      ({ status }) => status,
      (error: Refusal) => error.status,
    ),
  );
  return { shown, answer: (status: number) => void setImmediate(status).then(resolve) };
}

const countOf = (statuses: number[], wanted: number) => statuses.filter((status) => status === wanted).length;
const payerOf = (digits: string) => toAddress(`0x${digits.padStart(40, "0")}`);

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

  it("are not counted before it is known what comes of them: a thousand neighbours buy at once, each with a wallet", async () => {
    const { shown, answer } = crowd("192.0.2.4", 1_000);
    answer(200);
    expect(countOf(await Promise.all(shown), 200)).toBe(1_000);
  });

  it("are two thousand at once while nobody knows what comes of them, and others again afterwards", async () => {
    const { shown, answer } = crowd("192.0.2.5", 2_010);
    answer(200);
    const statuses = await Promise.all(shown);
    expect([countOf(statuses, 200), countOf(statuses, 429)]).toEqual([2_000, 10]);
    expect((await asCaller(deps, "192.0.2.5", async () => new Response())).status).toBe(200);
  });
});

describe("payments that one wallet begins", () => {
  const begin = (payer: string, status: number, caller = "192.0.2.10") =>
    asCaller(deps, caller, async (admit) => {
      await admit.payer(payerOf(payer));
      return new Response(null, { status });
    });

  it("are any number that buy something, and a hundred and twenty a minute that do not, wherever from", async () => {
    for (let times = 0; times < MANY; times++) await begin("ab", 200);
    for (let times = 0; times < 120; times++) await begin("ab", 402, `192.0.2.${11 + (times % 2)}`);
    await expect(begin("ab", 200, "192.0.2.13")).rejects.toMatchObject(tooMany);
    expect((await begin("cd", 200, "192.0.2.13")).status).toBe(200);
  });

  it("are two hundred at once", async () => {
    const { shown, answer } = crowd("192.0.2.14", 210, (admit) => admit.payer(payerOf("ef")));
    answer(200);
    const statuses = await Promise.all(shown);
    expect([countOf(statuses, 200), countOf(statuses, 429)]).toEqual([200, 10]);
  });
});

describe("signatures that no key made, from one address", () => {
  it("are a hundred and twenty at once until the wallet's contract has said that it signed", async () => {
    const { shown, answer } = crowd("192.0.2.20", 130, (admit) => admit.contract());
    answer(200);
    const statuses = await Promise.all(shown);
    expect([countOf(statuses, 200), countOf(statuses, 429)]).toEqual([120, 10]);
  });

  it("are open to the next ones as soon as it has", async () => {
    let wallets = 0x1000;
    const signed = async (admit: Admission) => {
      await admit.contract();
      await admit.payer(payerOf((++wallets).toString(16)));
    };
    const crowds = [crowd("192.0.2.21", 100, signed)];
    await setImmediate();
    crowds.push(crowd("192.0.2.21", 100, signed));
    for (const { answer } of crowds) answer(200);
    const statuses = await Promise.all(crowds.flatMap(({ shown }) => shown));
    expect(countOf(statuses, 200)).toBe(200);
  });

  it("take no place while they wait for a payment that is known", async () => {
    const known = async (admit: Admission) => {
      await admit.contract();
      admit.known();
    };
    const crowds = [crowd("192.0.2.23", 100, known)];
    await setImmediate();
    crowds.push(crowd("192.0.2.23", 100, known));
    for (const { answer } of crowds) answer(200);
    expect(countOf(await Promise.all(crowds.flatMap(({ shown }) => shown)), 200)).toBe(200);
  });

  it("are not counted where a payment is known, for nobody is asked about it", async () => {
    const known = () =>
      asCaller(deps, "192.0.2.24", async (admit) => {
        await admit.contract();
        admit.known();
        return new Response(null, { status: 409 });
      });
    for (let times = 0; times < 130; times++) expect((await known()).status).toBe(409);
  });

  it("are a hundred and twenty a minute that buy nothing", async () => {
    const show = (status: number) =>
      asCaller(deps, "192.0.2.22", async (admit) => {
        await admit.contract();
        return new Response(null, { status });
      });
    for (let times = 0; times < 120; times++) await show(402);
    await expect(show(200)).rejects.toMatchObject(tooMany);
  });
});
