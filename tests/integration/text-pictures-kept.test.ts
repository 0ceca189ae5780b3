// How long pictures in texts are kept: as long as any version names them, and a day.
import { describe, expect, it } from "vitest";
import { createPictureSweep } from "@/lib/catalog/files/item-pictures";
import { eraseRemoved } from "@/lib/catalog/items/erase-removed";
import { services } from "@/lib/services";
import { call, create, creator } from "./http-harness";
import { add, png, publish, save, shown } from "./text-pictures";

describe("what no version names", () => {
  const age = (itemId: string) =>
    services().db.itemPicture.updateMany({ where: { itemId }, data: { touchedAt: new Date(Date.now() - 25 * 3_600_000) } });
  const left = async (itemId: string) =>
    (await services().db.itemPicture.findMany({ where: { itemId } })).map(({ sha256 }) => sha256).sort();

  it("goes after a day, bytes and room; what any version names, published or not, stays", async () => {
    const { ada, id, free, paid } = await shown();
    await publish(ada, id);
    const unnamed = await add(ada, id, await png());
    const named = await add(ada, id, await png());
    await save(ada, id, { content: `![Draft](${named.source})` });
    await save(ada, id, { content: "Another draft." });
    const sweep = createPictureSweep(services());
    expect(await sweep()).toBe(0);
    await age(id);
    const keys = (await services().db.itemPictureSize.findMany({ where: { sha256: unnamed.sha256 } })).map(
      ({ storageKey }) => storageKey,
    );
    const used = async () =>
      (await services().db.creatorStorage.findFirstOrThrow({ where: { creator: { handle: ada.handle } } })).fileBytes;
    const before = await used();
    expect(await sweep()).toBe(1);
    expect(await left(id)).toEqual([free, paid, named].map(({ sha256 }) => sha256).sort());
    expect(before - (await used())).toBe(BigInt(unnamed.bytes));
    expect(await services().db.storageTombstone.count({ where: { storageKey: { in: keys } } })).toBe(keys.length);
  });

  it("has a day from when an autosave left it out, so that it can be put back", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    const picture = await add(ada, id, await png());
    const autosave = (content: string) =>
      call("PATCH", "/api/items/{itemId}", { itemId: id }, { cookie: ada.cookie, body: { content, autosave: true } });
    await autosave(`![Here](${picture.source})`);
    await age(id);
    await autosave("Cut.");
    const sweep = createPictureSweep(services());
    expect(await sweep()).toBe(0);
    await autosave(`![Here](${picture.source}) again`);
    await age(id);
    await sweep();
    expect(await left(id)).toEqual([picture.sha256]);
  });

  it("goes with a piece that was taken down and that nobody bought", async () => {
    const { ada, id } = await shown();
    await publish(ada, id);
    await call("DELETE", "/api/items/{itemId}", { itemId: id }, { cookie: ada.cookie });
    await eraseRemoved({ ...services(), clock: { now: () => new Date(Date.now() + 40 * 24 * 3_600_000) } });
    expect(await left(id)).toEqual([]);
    expect(await services().db.versionPicture.count({ where: { version: { itemId: id } } })).toBe(0);
  });
});

describe("a text that names pictures in vain", () => {
  it.each([
    ["the scheme alone", () => "picture:".repeat(250_000)],
    ["names that end too soon", () => `picture:${"a".repeat(63)} `.repeat(27_000)],
    ["names in one another", () => `picture:${"a".repeat(64)}`.repeat(27_000)],
    [
      "more of them than there may be",
      () => Array.from({ length: 27_000 }, (_, n) => `picture:${n.toString(16).padStart(64, "0")} `).join(""),
    ],
  ])("is saved as soon as any other of its size: %s", async (_what, content) => {
    const ada = await creator();
    const { id } = await create(ada);
    const timed = async (text: string) => {
      const begun = performance.now();
      expect((await save(ada, id, { content: text })).status).toBe(200);
      return performance.now() - begun;
    };
    const plain = await timed("words in ".repeat(222_000));
    expect(await timed(content())).toBeLessThan(2_000 + 3 * plain);
    expect(await services().db.versionPicture.count({ where: { version: { itemId: id } } })).toBeLessThanOrEqual(2_000);
  });
});
