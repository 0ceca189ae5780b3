import { expect, it } from "vitest";
import type { Db } from "../../db/client";
import type { PurchaseRow } from "../ledger/purchase-queries";
import { awaitRow } from "./wait";

const row = { id: "pur_1", state: "settling" } as PurchaseRow;

/** A database that shows the purchase confirmed at the third look, and time that passes when the test says so. */
function stage() {
  let looks = 0;
  const sleepers: (() => void)[] = [];
  const findUnique = async () => ({ ...row, state: ++looks < 3 ? "settling" : "confirmed" });
  return {
    db: { purchase: { findUnique } } as unknown as Db,
    sleep: () => new Promise<void>((resolve) => sleepers.push(resolve)),
    async pass() {
      await new Promise((resolve) => setImmediate(resolve));
      for (const wake of sleepers.splice(0)) wake();
      await new Promise((resolve) => setImmediate(resolve));
    },
    looks: () => looks,
  };
}

const whileSettling = (seen: PurchaseRow | null) => seen?.state === "settling";

it("a crowd that waits for one purchase costs one look at a time, and all see its end", async () => {
  const world = stage();
  const crowd = Array.from({ length: 200 }, () => awaitRow(world, row, whileSettling));
  for (let times = 0; times < 3; times++) await world.pass();
  expect((await Promise.all(crowd)).every((seen) => seen?.state === "confirmed")).toBe(true);
  expect(world.looks()).toBe(3);
});

it("who comes when two hundred wait is answered at once, and may wait when they are gone", async () => {
  const world = stage();
  const crowd = Array.from({ length: 200 }, () => awaitRow(world, row, whileSettling));
  expect(await awaitRow(world, row, whileSettling)).toBe(row);
  const other = awaitRow(world, { ...row, id: "pur_2" }, () => false);
  expect(await other).toMatchObject({ id: "pur_2" });
  for (let times = 0; times < 3; times++) await world.pass();
  await Promise.all(crowd);
  const late = awaitRow(world, row, whileSettling);
  await world.pass();
  expect((await late)?.state).toBe("confirmed");
});

it("a look that fails is told to all who wait, and the next one looks anew", async () => {
  const world = stage();
  let isDown = true;
  const db = {
    purchase: {
      findUnique: async () => {
        if (isDown) throw new Error("the database is gone");
        return { ...row, state: "confirmed" };
      },
    },
  } as unknown as Db;
  const deps = { db, sleep: world.sleep };
  const both = [awaitRow(deps, row, whileSettling), awaitRow(deps, row, whileSettling)].map((each) => each.catch(String));
  await world.pass();
  expect(await Promise.all(both)).toEqual(Array(2).fill("Error: the database is gone"));
  isDown = false;
  const again = awaitRow(deps, row, whileSettling);
  await world.pass();
  expect((await again)?.state).toBe("confirmed");
});
