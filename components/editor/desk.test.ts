import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "@/lib/api-client/problem";
import { deskWorld, first } from "./desk-world";
import type { Draft } from "./fields";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 25, 9) });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("what readers see of a published piece", () => {
  const listed = { ...first, status: "listed" } as Draft;

  it.each(["listed", "unlisted", "hidden"] as const)(
    "is no other after a save of a %s one: a new price waits",
    async (status) => {
      const { desk, server } = deskWorld([], { ...first, status });
      desk.edit({ price: "0.40", slug: "on-other-desks", tags: "sea", content: "More." });
      expect(await desk.save()).toBe(true);
      expect(server.saves).toEqual([{ content: "More." }]);
      expect(desk.isChanged).toBe(true);
    },
  );

  it("changes with a publishing, which takes the price that waited along", async () => {
    const { desk, server } = deskWorld([], listed);
    desk.edit({ price: "0,40", tags: "sea, tides", content: "More." });
    expect(await desk.save()).toBe(true);
    expect(server.saves).toEqual([{ content: "More." }]);
    expect(desk.isChanged).toBe(true);
    let sent: unknown;
    await desk.publish(async (terms) => {
      sent = terms;
      return { ...server.draft, amount: "400000", tags: ["sea", "tides"] };
    });
    expect(sent).toEqual({ price: "0.40", tags: ["sea", "tides"] });
    expect(desk.snapshot().fields).toMatchObject({ price: "0.40", tags: "sea, tides" });
    expect(desk.isChanged).toBe(false);
  });

  it("is what was previewed: of a draft that changed elsewhere nothing is published, and it is loaded", async () => {
    const { desk, server, elsewhere } = deskWorld([], listed);
    elsewhere({ content: "Half a sent" });
    const answer = await desk.publish(async () => {
      throw new ApiProblem({ status: 409, code: "conflict", detail: "changed elsewhere" });
    });
    expect(answer).toBe("changed");
    expect(desk.snapshot()).toMatchObject({ draft: server.draft, fields: { content: "Half a sent" }, epoch: 1 });
  });

  it("is no other after a save of what was a draft when it was opened, and is published by now", async () => {
    const { desk, server } = deskWorld();
    server.draft = { ...server.draft, status: "listed" };
    desk.edit({ price: "0.40", content: "More." });
    expect(await desk.save()).toBe(true);
    expect(server.saves).toEqual([{ content: "More." }]);
    expect(desk.snapshot()).toMatchObject({ draft: { status: "listed", amount: "250000" }, fields: { price: "0.40" } });
  });

  it("is not known before: the price of a draft is kept by a save", async () => {
    const { desk, server } = deskWorld();
    desk.edit({ price: "0.40" });
    await desk.save();
    expect(server.saves).toEqual([{ price: "0.40" }]);
  });
});

describe("the desk", () => {
  it("saves the text by itself when the typing pauses, once", async () => {
    const { desk, server } = deskWorld();
    for (const content of ["P", "Pa", "Paid in full."]) {
      desk.edit({ content });
      await pass(300);
    }
    expect(server.saves).toEqual([]);
    await pass(1200);
    expect(server.saves).toEqual([{ content: "Paid in full.", autosave: true }]);
    expect(server.told).toBe(1);
    await pass(60_000);
    expect(server.saves).toHaveLength(1);
  });

  it("saves even who never pauses, every ten seconds", async () => {
    const { desk, server } = deskWorld();
    for (let n = 0; n < 40; n++) {
      desk.edit({ content: "x".repeat(n) });
      await pass(600);
    }
    expect(server.saves.length).toBeGreaterThanOrEqual(2);
  });

  it("never saves price, address or tags by itself, and all of them when asked", async () => {
    const { desk, server } = deskWorld();
    desk.edit({ price: "0.5", content: "New." });
    await pass(5000);
    expect(server.saves).toEqual([{ content: "New.", autosave: true }]);
    await desk.save();
    expect(server.saves[1]).toEqual({ price: "0.5" });
  });

  it("no longer says of a field what was wrong with it once that is changed, and goes on saying the rest", async () => {
    const { desk, server } = deskWorld();
    server.refuses = ["price", "tags"];
    desk.edit({ price: "1,000", tags: "a!" });
    await desk.save();
    const told = () => desk.snapshot().problem?.issues.map(({ path }) => path);
    expect(told()).toEqual(["price", "tags.0"]);
    desk.edit({ price: "1,00" });
    expect(told()).toEqual(["tags.0"]);
    desk.edit({ tags: "a" });
    expect(desk.snapshot().problem).toBeNull();
    server.refuses = [];
    await desk.save();
    expect(server.saves).toEqual([{ price: "1.00", tags: ["a"] }]);
  });

  it("asked to save what was saved by itself, keeps it as a version", async () => {
    const { desk, server } = deskWorld();
    desk.edit({ content: "New." });
    await pass(2000);
    await desk.save();
    await desk.save();
    expect(server.saves).toEqual([{ content: "New.", autosave: true }, {}]);
  });

  it("asked to save what it saved by itself before it was opened, keeps that too", async () => {
    const { desk, server } = deskWorld([], { ...first, isAutosave: true });
    await desk.save();
    expect(server.saves).toEqual([{}]);
  });

  it("keeps what was typed while a save was under way", async () => {
    const { desk, server } = deskWorld();
    desk.edit({ content: "One" });
    const saving = desk.autosave();
    desk.edit({ content: "One two" });
    await saving;
    expect(desk.snapshot().fields.content).toBe("One two");
    await pass(2000);
    expect(server.draft.content).toBe("One two");
  });

  it("takes a change of other words elsewhere without a question", async () => {
    const { desk, server, elsewhere } = deskWorld();
    elsewhere({ title: "On other desks" });
    desk.edit({ content: "Mine." });
    await pass(4000);
    expect(desk.snapshot()).toMatchObject({ conflict: null, fields: { title: "On other desks", content: "Mine." } });
    expect(server.draft).toMatchObject({ title: "On other desks", content: "Mine." });
  });

  it("saves its own words too, when asked, after it was refused for other words elsewhere", async () => {
    const { desk, server, elsewhere } = deskWorld();
    elsewhere({ title: "On other desks" });
    desk.edit({ content: "Mine." });
    expect(await desk.save()).toBe(true);
    expect(server.draft).toMatchObject({ title: "On other desks", content: "Mine." });
  });

  it("never writes over what the answer to something else, as a cover, brings of another version", async () => {
    const { desk, server, elsewhere } = deskWorld();
    elsewhere({ content: "Of the phone." });
    await desk.take(server.draft);
    expect(desk.snapshot()).toMatchObject({ fields: { content: "Of the phone." }, epoch: 1 });
    elsewhere({ content: "Of the phone, still." });
    desk.pull = () => desk.write({ preview: "Free.", content: "Typed here." });
    await desk.take(server.draft);
    expect(desk.snapshot().conflict).toMatchObject({ disputed: ["content"], theirs: { content: "Of the phone, still." } });
    await pass(60_000);
    expect(server.saves).toEqual([]);
  });

  it("is not taken back by such an answer that is older than what was saved since", async () => {
    const { desk, server } = deskWorld();
    const older = { ...server.draft, cover: { id: "cover_1", alt: "" } };
    desk.edit({ content: "Newer." });
    await desk.autosave();
    await desk.take(older);
    expect(desk.snapshot().fields.content).toBe("Newer.");
  });

  it("asks about the same words, and saves nothing until it is answered", async () => {
    const { desk, server, elsewhere } = deskWorld();
    elsewhere({ content: "Theirs." });
    desk.edit({ content: "Mine." });
    await pass(60_000);
    expect(desk.snapshot().conflict).toMatchObject({ disputed: ["content"], theirs: { content: "Theirs." } });
    expect(server.draft.content).toBe("Theirs.");
    await desk.keepMine();
    expect(server.saves).toEqual([{ content: "Mine." }]);
    expect(desk.snapshot().conflict).toBeNull();
  });

  it("takes theirs when told so", async () => {
    const { desk, server, elsewhere } = deskWorld();
    elsewhere({ content: "Theirs." });
    desk.edit({ content: "Mine.", title: "My title" });
    await pass(2000);
    desk.takeTheirs();
    await pass(2000);
    expect(desk.snapshot().fields).toMatchObject({ content: "Theirs.", title: "My title" });
    expect(server.draft).toMatchObject({ content: "Theirs.", title: "My title" });
  });

  it("without a network keeps the words on the device and saves them when it is back", async () => {
    const { desk, server, copies } = deskWorld();
    server.down = true;
    desk.edit({ content: "Kept." });
    await pass(3000);
    expect(desk.snapshot().offline).toBe(true);
    expect(copies[0]).toMatchObject({ itemId: "item_1", versionNumber: 1, fields: { content: "Kept." } });
    server.down = false;
    desk.retry();
    await pass(100);
    expect(server.draft.content).toBe("Kept.");
    expect(desk.snapshot().offline).toBe(false);
    expect(copies).toEqual([]);
  });

  it("tries again by itself", async () => {
    const { desk, server } = deskWorld();
    server.down = true;
    desk.edit({ content: "Kept." });
    await pass(20_000);
    server.down = false;
    await pass(11_000);
    expect(server.draft.content).toBe("Kept.");
  });
});
