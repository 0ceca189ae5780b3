import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPaymentOut, nextWall, type Wall, type WallEvent, type WallState } from "./wall-machine";

const wallAt = (state: WallState): Wall => ({ amount: 250_000n, receiptId: null, state });
const atPrice = wallAt({ at: "price", notice: null });
const article = { kind: "article", html: "<p>The rest.</p>" } as const;
const opened: WallEvent = { type: "opened", content: article, receiptId: "pur_1", fresh: true };

const run = (events: WallEvent[], from = atPrice) => events.reduce(nextWall, from);
const steps: WallEvent[] = [{ type: "connecting" }, { type: "checking", what: "terms" }, { type: "signing" }, { type: "sent" }];

const anyEvent: fc.Arbitrary<WallEvent> = fc.constantFrom<WallEvent>(
  { type: "priced" },
  { type: "connecting" },
  { type: "switching" },
  { type: "proving" },
  { type: "checking", what: "terms" },
  { type: "signing" },
  { type: "sent" },
  { type: "settled", receiptId: "pur_1" },
  opened,
  { type: "stopped", notice: "declined" },
  { type: "wrong-network" },
  { type: "low-balance", balance: 100_000n, address: "0x1", watched: true },
  { type: "price-changed", amount: 300_000n },
  { type: "refused", reason: "insufficient_funds" },
  { type: "unanswered" },
  { type: "owned", how: "refused", purchasedAt: null },
  { type: "paused" },
  { type: "gone" },
  { type: "own" },
  { type: "load-failed" },
);

describe("the wall", () => {
  it("goes from the click to the text", () => {
    expect(run(steps).state).toEqual({ at: "paying", step: 1 });
    const done = run([...steps, { type: "settled", receiptId: "pur_1" }, opened]);
    expect(done).toEqual({ amount: 250_000n, receiptId: "pur_1", state: { at: "open", content: article, fresh: true } });
  });

  it("keeps the receipt when the bytes did not arrive", () => {
    const lost = run([...steps, { type: "settled", receiptId: "pur_1" }, { type: "load-failed" }]);
    expect(lost).toMatchObject({ receiptId: "pur_1", state: { at: "load-failed" } });
  });

  it("asks for the new price only once it was shown", () => {
    const changed = run([{ type: "connecting" }, { type: "price-changed", amount: 300_000n }]);
    expect(changed).toMatchObject({ amount: 300_000n, state: { at: "price-changed" } });
  });

  it.each<[string, WallEvent, WallState["at"]]>([
    ["stopped", { type: "stopped", notice: "declined" }, "price"],
    ["wrong-network", { type: "wrong-network" }, "wrong-network"],
    ["low-balance", { type: "low-balance", balance: 1n, address: "0x1", watched: true }, "low-balance"],
    ["own", { type: "own" }, "own"],
    ["paused", { type: "paused" }, "paused"],
    ["gone", { type: "gone" }, "gone"],
  ])("before anything was sent, %s leads to its own state", (_name, event, at) => {
    expect(run([{ type: "connecting" }, event]).state.at).toBe(at);
  });

  it("says so when a confirmation was declined, and still knows that it was bought", () => {
    const remembered: WallEvent = { type: "owned", how: "remembered", purchasedAt: "2026-05-03T10:00:00Z" };
    expect(run([remembered, { type: "proving" }, { type: "stopped", notice: "declined" }]).state).toEqual({
      at: "prove",
      how: "remembered",
      purchasedAt: "2026-05-03T10:00:00Z",
      notice: "declined",
    });
  });
});

describe("a sign-in that comes to nothing", () => {
  it.each<[WallEvent]>([[{ type: "gone" }], [{ type: "paused" }], [{ type: "own" }], [{ type: "load-failed" }]])(
    "leads back to where it began: %j",
    (event) => {
      const before = run([{ type: "connecting" }, event]);
      expect(run([{ type: "proving" }, { type: "proving" }, { type: "stopped", notice: "declined" }], before)).toEqual(before);
    },
  );

  it("leads back to the price with what happened", () => {
    const stopped = run([{ type: "proving" }, { type: "stopped", notice: "wallet_left" }]);
    expect(stopped.state).toEqual({ at: "price", notice: "wallet_left" });
  });
});

describe("once a payment is out", () => {
  const final = new Set(["opened", "refused", "owned", "gone", "own", "load-failed", "price-changed", "paused"]);

  it("waits, whatever happens, until its header is answered", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let wall = run(steps);
        for (const event of events) {
          const before = wall;
          wall = nextWall(wall, event);
          if (isPaymentOut(before.state) && !isPaymentOut(wall.state)) expect(final).toContain(event.type);
        }
      }),
    );
  });

  it("never offers to pay while the outcome is unknown", () => {
    const unknown = run([...steps, { type: "unanswered" }]);
    for (const event of [
      ...steps,
      { type: "priced" },
      { type: "stopped", notice: "offline" },
      { type: "wrong-network" },
    ] as WallEvent[]) {
      expect(nextWall(unknown, event)).toBe(unknown);
    }
  });

  it("leaves the waiting when its own item was refused", () => {
    expect(run([...steps, { type: "own" }]).state.at).toBe("own");
  });

  it("stays open once it is open", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        const open = run([...steps, opened]);
        expect(run(events, open)).toBe(open);
      }),
    );
  });
});
