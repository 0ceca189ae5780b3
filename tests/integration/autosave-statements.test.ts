// What an autosave costs the database: the draft is read once and its text is written at most once.

import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveCreator } from "@/lib/catalog/creators/save-creator";
import { createItem } from "@/lib/catalog/items/create-item";
import { publishItem } from "@/lib/catalog/items/publish-item";
import { saveItem } from "@/lib/catalog/items/save-item";
import { createItemSchema, type SaveItemInput } from "@/lib/catalog/items/schemas";
import { createDb, type Db } from "@/lib/db/client";
import { systemClock as clock } from "@/lib/kernel/clock";
import { toAddress } from "../../lib/kernel/address";
import { createDatabase, type TestDatabase } from "../support/database";
import { statementsOf } from "../support/statements";

let database: TestDatabase;
let db: Db;
const deps = () => ({ db, clock });
const wallet = toAddress(`0x${randomBytes(20).toString("hex")}`);

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
  await saveCreator(deps(), wallet, { handle: "writer", displayName: "W", bio: "" });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

async function article(): Promise<string> {
  const input = createItemSchema.parse({ kind: "article", title: "A piece", price: "0.25", content: "One." });
  return (await createItem(deps(), wallet, input)).id;
}

const save = (id: string, input: SaveItemInput) => statementsOf(() => saveItem(deps(), wallet, id, input));
const autosave = (id: string, content: string) => save(id, { content, autosave: true });

describe("an autosave", () => {
  it("of nothing new takes 4 statements", async () => {
    expect(await autosave(await article(), "One.")).toHaveLength(4);
  });

  it("that replaces the one before takes 5, and 6 where readers see an earlier text", async () => {
    const id = await article();
    await autosave(id, "Two.");
    expect(await autosave(id, "Three.")).toHaveLength(5);
    await publishItem(deps(), wallet, id, { listed: true });
    await autosave(id, "Four.");
    expect(await autosave(id, "Five.")).toHaveLength(6);
  });

  it("that begins a version takes 7: room for the text is looked for, the version written, the item pointed to it", async () => {
    expect(await autosave(await article(), "Two.")).toHaveLength(7);
  });
});

describe("a save on purpose", () => {
  it("of text, tags and dek takes 7, and one more for a price", async () => {
    const id = await article();
    expect(await save(id, { content: "Two.", dek: "Short.", tags: ["sea"] })).toHaveLength(7);
    expect(await save(id, { content: "Three.", price: 300_000n })).toHaveLength(8);
  });
});
