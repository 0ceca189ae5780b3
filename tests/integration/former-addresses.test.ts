// Links that readers and agents keep: a changed handle and a changed slug lead to where things are now, and nobody else gets them.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkHandle } from "@/lib/catalog/creators/check-handle";
import { freeHandles } from "@/lib/catalog/creators/former-handle";
import { lookOf } from "@/lib/catalog/creators/handle";
import { saveCreator } from "@/lib/catalog/creators/save-creator";
import { createItem } from "@/lib/catalog/items/create-item";
import { eraseShop } from "@/lib/catalog/items/erase-shop";
import { findMoved } from "@/lib/catalog/items/former-address";
import { findItemId } from "@/lib/catalog/items/offer";
import { publishItem } from "@/lib/catalog/items/publish-item";
import { saveItem } from "@/lib/catalog/items/save-item";
import { createItemSchema } from "@/lib/catalog/items/schemas";
import { createDb, type Db } from "@/lib/db/client";
import { type Address, toAddress } from "@/lib/kernel/address";
import { systemClock as clock } from "@/lib/kernel/clock";
import { createDatabase, type TestDatabase } from "../support/database";

/** For transactions that others wait for. */
const SLOW = { timeout: 15_000 };

let database: TestDatabase;
let db: Db;
let wallets = 0;
const deps = () => ({ db, clock });
const daysLater = (days: number) => ({ db, clock: { now: () => new Date(Date.now() + days * 86_400_000) } });
const refusal = (code: string) => expect.objectContaining({ name: "Refusal", code });
const profile = (handle: string) => ({ handle, displayName: "C", bio: "" });

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

async function creator(handle: string): Promise<Address> {
  const wallet = toAddress(`0x${(++wallets).toString(16).padStart(40, "0")}`);
  await saveCreator(deps(), wallet, profile(handle));
  return wallet;
}

async function published(wallet: Address, slug: string): Promise<string> {
  const input = createItemSchema.parse({ kind: "article", title: "A piece", price: "0.25", content: "Paid words.", slug });
  const { id } = await createItem(deps(), wallet, input);
  await publishItem(deps(), wallet, id, { listed: true });
  return id;
}

describe("a handle, before it is asked for,", () => {
  const check = async (wallet: Address, query: { handle?: string; name?: string }) => {
    const { problem, suggestion } = await checkHandle(deps(), wallet, query);
    return { problem: problem?.code ?? null, suggestion };
  };

  it("is told free, taken, reserved or malformed, with one that can be had", async () => {
    await creator("mary-pelling");
    const newcomer = toAddress(`0x${"e".repeat(40)}`);
    expect(await check(newcomer, { handle: "Norbert" })).toEqual({ problem: null, suggestion: null });
    expect(await check(newcomer, { handle: "mary-pelling" })).toEqual({ problem: "taken", suggestion: "mary-pelling-writes" });
    expect((await check(newcomer, { handle: "adm1n" })).problem).toBe("reserved");
    expect(await check(newcomer, { handle: "no" })).toEqual({ problem: "wrong_form", suggestion: null });
    expect(await check(newcomer, { handle: "Zoë Ångström!" })).toEqual({ problem: "wrong_form", suggestion: "zoe-angstroem" });
  });

  it("is suggested from a name, and none from a name that has no such letters", async () => {
    const newcomer = toAddress(`0x${"e".repeat(40)}`);
    expect((await check(newcomer, { name: "Ines Okafor" })).suggestion).toBe("ines-okafor");
    await creator("ines-okafor");
    expect((await check(newcomer, { name: "Ines Okafor" })).suggestion).toBe("ines-okafor-writes");
    expect((await check(newcomer, { name: "紀子" })).suggestion).toBeNull();
    expect((await check(newcomer, { name: "a".repeat(200) })).suggestion).toBe("a".repeat(30));
  });

  it("is the creator's own to take back, and nobody else's", async () => {
    const owner = await creator("first-name-of-mine");
    await saveCreator(deps(), owner, profile("second-name-of-mine"));
    expect((await check(owner, { handle: "first-name-of-mine" })).problem).toBeNull();
    expect((await check(owner, { handle: "second-name-of-mine" })).problem).toBeNull();
    expect((await check(await creator("some-other"), { handle: "first-name-of-mine" })).problem).toBe("taken");
  });
});

describe("a handle that was given up", () => {
  it("is one of ten at most: nobody takes names by the hundred, and may go back to one of them", async () => {
    const hoarder = await creator("hoard-0");
    for (let name = 1; name <= 10; name++) await saveCreator(deps(), hoarder, profile(`hoard-${name}`));
    await expect(saveCreator(deps(), hoarder, profile("hoard-11"))).rejects.toEqual(refusal("conflict"));
    expect((await saveCreator(deps(), await creator("someone"), profile("hoard-11"))).handle).toBe("hoard-11");
    expect((await saveCreator(deps(), hoarder, profile("hoard-3"))).handle).toBe("hoard-3");
  });

  it("leads to its creator, through every change, and to the pieces below it", async () => {
    const wallet = await creator("first");
    const itemId = await published(wallet, "tides");
    await saveCreator(deps(), wallet, profile("second"));
    await saveCreator(deps(), wallet, profile("third"));
    expect(await findMoved(deps(), { handle: "First" })).toEqual({ handle: "third" });
    expect(await findMoved(deps(), { handle: "second", slug: "tides" })).toEqual({ handle: "third", slug: "tides" });
    expect(await findItemId(deps(), { handle: "first", slug: "tides" })).toBe(itemId);
  });

  it("is nobody else's, also not for one who asks while it is given up", async () => {
    const [owner, thief] = [await creator("kept"), await creator("thief")];
    const [left, taken] = await Promise.allSettled([
      saveCreator(deps(), owner, profile("moved-on")),
      saveCreator(deps(), thief, profile("kept")),
    ]);
    expect([left.status, taken.status]).toEqual(["fulfilled", "rejected"]);
    await expect(saveCreator(deps(), thief, profile("kept"))).rejects.toEqual(refusal("handle_taken"));
    expect(await findMoved(deps(), { handle: "kept" })).toEqual({ handle: "moved-on" });
    expect(await findMoved(deps(), { handle: "thief" })).toBeUndefined();
  });

  it("is free after ninety days, and leads nowhere any more", async () => {
    const [wallet, next] = [await creator("passing"), await creator("waiting")];
    await saveCreator(deps(), wallet, profile("settled"));
    await freeHandles(daysLater(89));
    expect(await findMoved(deps(), { handle: "passing" })).toEqual({ handle: "settled" });
    await expect(saveCreator(deps(), next, profile("passing"))).rejects.toEqual(refusal("handle_taken"));
    await freeHandles(daysLater(91));
    expect(await findMoved(deps(), { handle: "passing" })).toBeUndefined();
    expect((await saveCreator(deps(), next, profile("passing"))).handle).toBe("passing");
  });

  it("can be taken back by its creator", async () => {
    const wallet = await creator("hearth");
    await saveCreator(deps(), wallet, profile("away"));
    await saveCreator(deps(), wallet, profile("hearth"));
    expect(await findMoved(deps(), { handle: "hearth" })).toBeUndefined();
    expect(await findMoved(deps(), { handle: "away" })).toEqual({ handle: "hearth" });
  });

  it("can be taken back by its creator while it comes free", async () => {
    const wallet = await creator("back");
    await saveCreator(deps(), wallet, profile("forth"));
    const saved = await db.$transaction(async (tx) => {
      await tx.formerHandle.deleteMany({ where: { handle: "back" } });
      const saving = saveCreator(deps(), wallet, profile("back"));
      saving.catch(() => {});
      await somebodyWaits();
      return { saving };
    }, SLOW);
    expect((await saved.saving).handle).toBe("back");
  });
});

/** So many wallets' purchases from a creator. */
async function soldTo(seller: Address, count: number): Promise<void> {
  const { id: creatorId } = await db.creator.findUniqueOrThrow({ where: { wallet: seller } });
  const buyers = Array.from({ length: count }, (_, n) => toAddress(`0x${(0xb00 + n).toString(16).padStart(40, "0")}`));
  await db.creatorBuyer.createMany({ data: buyers.map((wallet) => ({ creatorId, wallet, sales: 1 })) });
}

/** Once a statement waits for a lock. Not asked in a transaction: it would see the same activity to its end. */
const somebodyWaits = () =>
  expect
    .poll(() => db.$queryRaw`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`, {
      timeout: 10_000,
    })
    .toHaveLength(1);

describe("a former handle that buyers know", () => {
  it("of a creator who sold to ten wallets never comes free, nor does one that looks like it", async () => {
    const [known, other] = [await creator("tove-marsh"), await creator("mallory")];
    await soldTo(known, 10);
    await saveCreator(deps(), known, profile("tove"));
    await freeHandles(daysLater(1000));
    for (const handle of ["tove-marsh", "t0ve-marsh"])
      await expect(saveCreator(deps(), other, profile(handle))).rejects.toEqual(refusal("handle_taken"));
    expect((await saveCreator(deps(), known, profile("tove-marsh"))).handle).toBe("tove-marsh");
  });

  it("keeps none of the others from coming free, however few a run looks at", async () => {
    const [known, other] = [await creator("aaa-known"), await creator("zzz-passing")];
    await soldTo(known, 10);
    await saveCreator(deps(), known, profile("known-now"));
    await saveCreator(deps(), other, profile("passed"));
    const given = await db.formerHandle.count();
    for (let run = 0; run <= given; run++) await freeHandles(daysLater(91), 1);
    const left = await db.formerHandle.findMany({
      where: { handle: { in: ["aaa-known", "zzz-passing"] } },
      select: { handle: true },
    });
    expect(left).toEqual([{ handle: "aaa-known" }]);
  });

  it("of an erased shop stays reserved if it sold anything", async () => {
    const [sold, unsold, other] = [await creator("sold-once"), await creator("never-sold"), await creator("trudy")];
    await soldTo(sold, 1);
    for (const wallet of [sold, unsold]) await eraseShop(deps(), wallet);
    await freeHandles(daysLater(91));
    await expect(saveCreator(deps(), other, profile("sold-once"))).rejects.toEqual(refusal("handle_taken"));
    expect((await saveCreator(deps(), other, profile("never-sold"))).handle).toBe("never-sold");
  });
});

describe("a handle that looks reserved", () => {
  it("is refused to who takes it, and stays whose it was before it looked so, also given up and taken back", async () => {
    const [owner, other] = [await creator("an-owner"), await creator("another")];
    const reserved = expect.objectContaining({
      code: "invalid_request",
      issues: [expect.objectContaining({ code: "reserved" })],
    });
    await expect(saveCreator(deps(), other, profile("bling"))).rejects.toEqual(reserved);
    await db.creator.update({ where: { wallet: owner }, data: { handle: "bling" } });
    expect((await saveCreator(deps(), owner, { ...profile("bling"), bio: "New." })).bio).toBe("New.");
    await saveCreator(deps(), owner, profile("an-owner"));
    expect((await saveCreator(deps(), owner, profile("bling"))).handle).toBe("bling");
  });
});

describe("a handle that looks like another", () => {
  it("is refused once the other has sold to ten wallets; who has it already keeps it", async () => {
    const [known, early, late] = [await creator("nora-pelling"), await creator("nora-pe11ing"), await creator("late-comer")];
    await soldTo(known, 9);
    expect((await saveCreator(deps(), late, profile("norapelling"))).handle).toBe("norapelling");
    await saveCreator(deps(), late, profile("late-comer"));
    await db.creatorBuyer.deleteMany();
    await soldTo(known, 10);
    for (const handle of ["nora-peling", "nora-pe1ling", "n0ra-pelling"])
      await expect(saveCreator(deps(), late, profile(handle))).rejects.toEqual(refusal("handle_taken"));
    expect((await saveCreator(deps(), late, profile("norapelling"))).handle).toBe("norapelling");
    expect((await saveCreator(deps(), early, profile("nora-pe11ing"))).handle).toBe("nora-pe11ing");
    expect((await saveCreator(deps(), known, profile("norapeling"))).handle).toBe("norapeling");
  });

  it("is found by PostgreSQL as by the form: both make the same of every handle", async () => {
    const letters = fc.string({ unit: fc.constantFrom(..."abilmnorsvw015-"), minLength: 3, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(letters, { minLength: 50, maxLength: 50 }), async (handles) => {
        const rows = await db.$queryRaw<{ look: string }[]>`SELECT handle_look(h) AS look FROM unnest(${handles}::text[]) h`;
        expect(rows.map(({ look }) => look)).toEqual(handles.map(lookOf));
      }),
      { numRuns: 10 },
    );
  });
});

describe("an address that a published piece had", () => {
  it("leads to the piece, for people and for agents", async () => {
    const wallet = await creator("mover");
    const itemId = await published(wallet, "old-name");
    await saveItem(deps(), wallet, itemId, { slug: "new-name" });
    expect(await findMoved(deps(), { handle: "mover", slug: "old-name" })).toEqual({ handle: "mover", slug: "new-name" });
    expect(await findItemId(deps(), { handle: "mover", slug: "old-name" })).toBe(itemId);
    expect(await findMoved(deps(), { handle: "mover", slug: "new-name" })).toBeUndefined();
  });

  it("is no other piece's, whether asked for or made from a title; its own piece can have it back", async () => {
    const wallet = await creator("keeper");
    const itemId = await published(wallet, "a-piece");
    await saveItem(deps(), wallet, itemId, { slug: "elsewhere" });
    await expect(published(wallet, "a-piece")).rejects.toEqual(refusal("slug_taken"));
    const input = createItemSchema.parse({ kind: "article", title: "A piece", price: "0.25", content: "Paid words." });
    const other = await createItem(deps(), wallet, input);
    expect(other.slug).toBe("a-piece-2");
    await publishItem(deps(), wallet, other.id, { listed: true });
    await expect(saveItem(deps(), wallet, other.id, { slug: "a-piece" })).rejects.toEqual(refusal("slug_taken"));
    const draft = await createItem(deps(), wallet, input);
    await expect(saveItem(deps(), wallet, draft.id, { slug: "a-piece" })).rejects.toEqual(refusal("slug_taken"));
    await saveItem(deps(), wallet, itemId, { slug: "a-piece" });
    expect(await findMoved(deps(), { handle: "keeper", slug: "elsewhere" })).toEqual({ handle: "keeper", slug: "a-piece" });
  });

  it("that is just being taken is no reason to refuse a piece that asked for none", async () => {
    const wallet = await creator("racer");
    const itemId = await published(wallet, "other-words");
    const input = createItemSchema.parse({ kind: "article", title: "A piece", price: "0.25", content: "Paid words." });
    const made = await db.$transaction(async (tx) => {
      await tx.item.update({ where: { id: itemId }, data: { slug: "a-piece" } });
      const creating = createItem(deps(), wallet, input);
      creating.catch(() => {});
      await somebodyWaits();
      return { creating };
    }, SLOW);
    expect((await made.creating).slug).toBe("a-piece-2");
  });

  it("is forgotten for a draft that nobody has seen", async () => {
    const wallet = await creator("drafter");
    const input = createItemSchema.parse({
      kind: "article",
      title: "A piece",
      price: "0.25",
      content: "Paid words.",
      slug: "draft",
    });
    const { id } = await createItem(deps(), wallet, input);
    await saveItem(deps(), wallet, id, { slug: "renamed" });
    expect(await findMoved(deps(), { handle: "drafter", slug: "draft" })).toBeUndefined();
    await createItem(deps(), wallet, input);
  });

  it("of somebody else leads nowhere", async () => {
    await creator("stranger");
    expect(await findMoved(deps(), { handle: "stranger", slug: "old-name" })).toBeUndefined();
    expect(await findMoved(deps(), { handle: "nobody", slug: "old-name" })).toBeUndefined();
  });
});
