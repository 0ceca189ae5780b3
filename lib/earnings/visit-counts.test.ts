import { describe, expect, it } from "vitest";
import { createVisitCounts } from "./visit-counts";

const none = { viewed: 0, reachedWall: 0, connected: 0, personChallenged: 0, agentChallenged: 0 };

describe("counts of visits", () => {
  it("are kept for each item and UTC day, and taken once", () => {
    let now = new Date("2026-11-22T23:59:59.999Z");
    const visits = createVisitCounts({ now: () => now });
    visits.count("a", "viewed");
    visits.count("a", "viewed");
    visits.count("b", "agentChallenged");
    now = new Date("2026-11-23T00:00:00.000Z");
    visits.count("a", "viewed");
    expect(visits.take()).toEqual([
      { itemId: "a", day: "2026-11-22", ...none, viewed: 2 },
      { itemId: "b", day: "2026-11-22", ...none, agentChallenged: 1 },
      { itemId: "a", day: "2026-11-23", ...none, viewed: 1 },
    ]);
    expect(visits.take()).toEqual([]);
  });

  it("that could not be written are added to those that came since", () => {
    const visits = createVisitCounts({ now: () => new Date("2026-11-22T12:00:00.000Z") });
    visits.count("a", "viewed");
    const taken = visits.take();
    visits.count("a", "viewed");
    visits.count("a", "connected");
    visits.giveBack(taken);
    expect(visits.take()).toEqual([{ itemId: "a", day: "2026-11-22", ...none, viewed: 2, connected: 1 }]);
  });

  it("fill a bounded memory", () => {
    const visits = createVisitCounts({ now: () => new Date("2026-11-22T12:00:00.000Z") });
    for (let item = 0; item < 20_000; item++) visits.count(`item ${item}`, "agentChallenged");
    visits.count("item 0", "agentChallenged");
    const taken = visits.take();
    expect(taken).toHaveLength(10_000);
    expect(taken[0]?.agentChallenged).toBe(2);
  });
});
