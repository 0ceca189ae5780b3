// The public cache with a listener whose connection the test controls.
import { AsyncLocalStorage } from "node:async_hooks";
import { expect, it, vi } from "vitest";
import type { NotificationHandlers, NotificationListener } from "../db/notification-listener";
import { market, PublicCache } from "./public-cache";

function openCache(bounds = { entries: 100, bytes: 80_000 }) {
  let handlers: NotificationHandlers | undefined;
  let isLive = true;
  const reads: string[] = [];
  const listener: NotificationListener = {
    start: (given) => {
      handlers = given;
    },
    stop: async () => {},
    isLive: () => isLive,
    catchUp: async () => {},
  };
  const publicCache = new PublicCache(
    listener,
    bounds,
    { onRead: (from) => reads.push(from), onError: () => {} },
    new AsyncLocalStorage(),
  );
  publicCache.open();
  return {
    publicCache,
    reads,
    notify: (creatorId: string) => handlers?.onNotification(creatorId),
    disconnect: () => {
      isLive = false;
      handlers?.onDisconnect();
    },
    reconnect: () => {
      isLive = true;
    },
  };
}

const counter = () => {
  let reads = 0;
  return vi.fn(async () => ({ reads: ++reads, amount: 250_000n, at: new Date(0) }));
};
const of = (tag: string) => () => [tag];

it("reads once for concurrent and later callers, and keeps bigints and dates", async () => {
  const { publicCache } = openCache();
  const read = counter();
  const all = await Promise.all([publicCache.get("a", read, of("ada")), publicCache.get("a", read, of("ada"))]);
  expect([...all, await publicCache.get("a", read, of("ada"))]).toEqual(
    Array(3).fill({ reads: 1, amount: 250_000n, at: new Date(0) }),
  );
});

it("invalidates what a creator changed and every list of many creators, and nothing of another creator", async () => {
  const { publicCache, notify } = openCache();
  const [ofAda, ofBo, list] = [counter(), counter(), counter()];
  const shown = async () => [
    (await publicCache.get("a", ofAda, of("ada"))).reads,
    (await publicCache.get("b", ofBo, of("bo"))).reads,
    (await publicCache.get("list", list, of(market))).reads,
  ];
  expect(await shown()).toEqual([1, 1, 1]);
  notify("ada");
  expect(await shown()).toEqual([2, 1, 2]);
});

it("neither caches nor shares a read that began before a change", async () => {
  const { publicCache, notify } = openCache();
  let answer = (_: { text: string }) => {};
  const slow = () => new Promise<{ text: string }>((resolve) => (answer = resolve));
  const before = publicCache.get("a", slow, of("ada"));
  notify("somebody");
  expect(await publicCache.get("a", async () => ({ text: "after" }), of("ada"))).toEqual({ text: "after" });
  answer({ text: "before" });
  expect(await before).toEqual({ text: "before" });
  expect(await publicCache.get("a", slow, of("ada"))).toEqual({ text: "after" });
});

it("is emptied and bypassed while notifications cannot be received", async () => {
  const { publicCache, reads: sources, disconnect, reconnect } = openCache();
  const read = counter();
  const reads = async () => (await publicCache.get("a", read, of("ada"))).reads;
  expect([await reads(), await reads()]).toEqual([1, 1]);
  disconnect();
  expect([await reads(), await reads()]).toEqual([2, 3]);
  reconnect();
  expect([await reads(), await reads()]).toEqual([4, 4]);
  const [memory, database] = ["memory", "database"];
  expect(sources).toEqual([database, memory, database, database, database, memory]);
});

it("caches neither undefined, nor errors, nor values without tags", async () => {
  const { publicCache } = openCache();
  const nothing = vi.fn(async () => undefined);
  const refusal = vi.fn(async (): Promise<object> => {
    throw new Error("removed");
  });
  const untagged = counter();
  for (const _ of [1, 2]) {
    expect(await publicCache.get("nothing", nothing, () => [])).toBeUndefined();
    await expect(publicCache.get("refusal", refusal, () => [])).rejects.toThrow("removed");
    await publicCache.get("untagged", untagged, () => null);
  }
  expect([nothing, refusal, untagged].map((read) => read.mock.calls.length)).toEqual([2, 2, 2]);
});

it("is bounded in entries and bytes, and evicts the least recently used", async () => {
  const { publicCache } = openCache({ entries: 3, bytes: 80_000 });
  const reads = vi.fn(async (bytes: number) => ({ text: "x".repeat(bytes) }));
  const show = (key: string, bytes = 1) => publicCache.get(key, () => reads(bytes), of("ada"));
  for (const key of ["a", "b", "c", "a", "d"]) await show(key);
  expect(reads).toHaveBeenCalledTimes(4);
  await show("a");
  expect(reads).toHaveBeenCalledTimes(4);
  await show("b");
  expect(reads).toHaveBeenCalledTimes(5);
  for (const _ of [1, 2]) await show("too large", 20_000);
  expect(reads).toHaveBeenCalledTimes(7);
});

it("gives every reader the same frozen value", async () => {
  const { publicCache } = openCache();
  const shown = await publicCache.get("a", async () => ({ rows: [{ tags: ["one"] }] }), of("ada"));
  expect(() => shown.rows[0]?.tags.push("two")).toThrow(TypeError);
  expect(() => Object.assign(shown, { rows: [] })).toThrow(TypeError);
});

it("keeps what is made of its values until one of them changes, and makes it once for all who ask", async () => {
  const { publicCache, notify } = openCache();
  const [ofAda, ofBo] = [counter(), counter()];
  const make = vi.fn(async () => {
    const [a, b] = await Promise.all([publicCache.get("a", ofAda, of("ada")), publicCache.get("b", ofBo, of("bo"))]);
    return { text: `${a.reads} ${b.reads}` };
  });
  const shown = async () => (await publicCache.make("page", make)).value.text;
  expect(await Promise.all([shown(), shown()])).toEqual(["1 1", "1 1"]);
  notify("somebody");
  expect(await shown()).toBe("1 1");
  expect(make).toHaveBeenCalledTimes(1);
  notify("bo");
  expect(await shown()).toBe("1 2");
  notify("ada");
  expect(await shown()).toBe("2 2");
});

it("keeps nothing that is made of what it does not keep, or of nothing", async () => {
  const { publicCache } = openCache();
  const ofDraft = vi.fn(async () => {
    await publicCache.get("a", counter(), of("ada"));
    await publicCache.get("draft", counter(), () => null);
    return { text: "a draft" };
  });
  const ofNothing = vi.fn(async () => ({ text: "nothing" }));
  for (const _ of [1, 2]) {
    await publicCache.make("page of a draft", ofDraft);
    await publicCache.make("page of nothing", ofNothing);
  }
  expect([ofDraft, ofNothing].map((make) => make.mock.calls.length)).toEqual([2, 2]);
});

it("keeps nothing that a change overtook while it was made", async () => {
  const { publicCache, notify } = openCache();
  const ofAda = counter();
  let [finish, begun] = [() => {}, () => {}];
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const hasRead = new Promise<void>((resolve) => (begun = resolve));
  const make = async (until?: Promise<void>) => {
    const { reads } = await publicCache.get("a", ofAda, of("ada"));
    begun();
    await until;
    return { reads };
  };
  const before = publicCache.make("page", () => make(finished));
  await hasRead;
  notify("ada");
  finish();
  expect(await before).toEqual({ value: { reads: 1 }, isKept: false });
  expect(await publicCache.make("page", make)).toEqual({ value: { reads: 2 }, isKept: true });
});

it("keeps nothing whose making says so, or went on past what could not be read", async () => {
  const { publicCache } = openCache();
  const late = vi.fn(async () => {
    await publicCache.get("a", counter(), of("ada"));
    publicCache.dontKeep();
    return { text: "late" };
  });
  const partial = vi.fn(async () => {
    await publicCache.get("a", counter(), of("ada"));
    await publicCache.get("b", () => Promise.reject(new Error("unreadable")), of("bo")).catch(() => {});
    return { text: "partial" };
  });
  for (const make of [late, partial]) {
    for (const _ of [1, 2]) expect((await publicCache.make(make === late ? "late" : "partial", make)).isKept).toBe(false);
    expect(make).toHaveBeenCalledTimes(2);
  }
});

it("says that nothing is kept while notifications cannot be received", async () => {
  const { publicCache, disconnect } = openCache();
  const make = async () => publicCache.get("a", counter(), of("ada"));
  expect((await publicCache.make("page", make)).isKept).toBe(true);
  disconnect();
  expect((await publicCache.make("page", make)).isKept).toBe(false);
});

it("keeps what is made for some ten minutes, not all of it for the same time, and values for as long as they are true", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  let minutes = 1;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => minutes * 60_000);
  const pass = (more: number) => {
    minutes += more;
    vi.advanceTimersByTime(1_000);
  };
  try {
    const { publicCache } = openCache();
    const read = counter();
    const pages = Array.from({ length: 20 }, () => vi.fn(async () => ({ ...(await publicCache.get("a", read, of("ada"))) })));
    const madeAgain = async () => {
      for (const [index, page] of pages.entries()) await publicCache.make(`page ${index}`, page);
      return pages.filter((page) => page.mock.calls.length > 1).length;
    };
    await madeAgain();
    pass(7.9);
    expect(await madeAgain()).toBe(0);
    pass(2.1);
    const some = await madeAgain();
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(pages.length);
    pass(2.1);
    expect(await madeAgain()).toBe(pages.length);
    expect(read).toHaveBeenCalledTimes(1);
  } finally {
    clock.mockRestore();
    vi.useRealTimers();
  }
});
