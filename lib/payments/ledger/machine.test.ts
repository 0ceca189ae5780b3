import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PurchaseState } from "../types";
import { inFlight, type MoveName, moves, next } from "./machine";

const states: PurchaseState[] = ["claimed", "settling", "confirmed", "refused", "expired"];
const names = Object.keys(moves) as MoveName[];
const walk = fc.array(fc.constantFrom(...names), { maxLength: 30 });

/** All states that a purchase passes under these moves, those that do not apply left out. */
function follow(path: MoveName[]): PurchaseState[] {
  const passed: PurchaseState[] = ["claimed"];
  for (const name of path) {
    const to = next(passed.at(-1) as PurchaseState, name);
    if (to) passed.push(to);
  }
  return passed;
}

describe("the states of a purchase", () => {
  it("change by no other moves than these", () => {
    const table = names.map((name) => [name, states.map((state) => next(state, name))]);
    expect(Object.fromEntries(table)).toEqual({
      reclaim: [null, null, null, "claimed", null],
      refuse: ["refused", null, null, null, null],
      store: ["settling", null, null, null, null],
      release: [null, "claimed", null, null, null],
      revert: [null, "refused", null, null, null],
      confirm: ["confirmed", "confirmed", null, "confirmed", null],
      vanish: [null, null, "settling", null, null],
      expire: ["expired", "expired", null, "expired", null],
    });
  });

  it("end with expiry, whatever comes after", () => {
    fc.assert(
      fc.property(walk, (path) => {
        const passed = follow(path);
        const end = passed.indexOf("expired");
        return end < 0 || end === passed.length - 1;
      }),
    );
  });

  it("lead from a confirmed purchase back to settling only: who paid is never refused, nor expired, without another look", () => {
    fc.assert(
      fc.property(walk, (path) =>
        follow(path).every((state, at, passed) => passed[at - 1] !== "confirmed" || state === "settling"),
      ),
    );
  });

  it("hold the payer's place for the item from the claim until it is given up", () => {
    expect(states.filter((state) => (inFlight as readonly PurchaseState[]).includes(state))).toEqual([
      "claimed",
      "settling",
      "confirmed",
    ]);
  });
});
