// A draft as it would be published: shown to its creator by the code that will show it to others, and to nobody else.
import { describe, expect, it } from "vitest";
import { itemPreviewCodec } from "@/lib/catalog/items/codecs";
import { call, create, creator, expectProblem, expectWire, piece } from "./http-harness";

const preview = (itemId: string, cookie?: string) => call("GET", "/api/items/{itemId}/preview", { itemId }, { cookie });

describe("a preview", () => {
  it("holds the page and the very 402 that agents get once it is published, and nothing of the paid part", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    const shown = await expectWire(await preview(id, ada.cookie), itemPreviewCodec);
    expect(shown.missing).toEqual([]);
    expect(shown.item).toMatchObject({ title: piece.title, status: "draft", preview: "Free." });
    expect(JSON.stringify(shown)).not.toContain("CANARY");
    await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: ada.cookie, body: {} });
    const answer = await call("GET", "/api/items/{itemId}/content", { itemId: id });
    expect(answer.status).toBe(402);
    const offerOf = (challenge: unknown) => {
      const [{ extra, ...terms }] = (challenge as { accepts: [Record<string, unknown>] }).accepts;
      return terms;
    };
    expect(offerOf(await answer.json())).toEqual(offerOf(shown.challenge.body));
  });

  it("says what is missing", async () => {
    const ada = await creator();
    const { id } = await create(ada, { ...piece, content: "" });
    const { missing } = await expectWire(await preview(id, ada.cookie), itemPreviewCodec);
    expect(missing.map(({ path }) => path)).toEqual(["content"]);
  });

  it("is its creator's alone, the social picture with it", async () => {
    const [ada, bea] = [await creator(), await creator()];
    const { id } = await create(ada);
    await expectProblem(await preview(id), 401, "not_signed_in");
    await expectProblem(await preview(id, bea.cookie), 404, "not_found");
    const path = "/api/items/{itemId}/preview/social-picture";
    await expectProblem(await call("GET", path, { itemId: id }, { cookie: bea.cookie }), 404, "not_found");
    await expectProblem(await call("GET", "/api/items/{itemId}/social-picture", { itemId: id }), 404, "not_found");
    const drawn = await call("GET", path, { itemId: id }, { cookie: ada.cookie });
    expect([drawn.status, drawn.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  });
});

describe("tags in use", () => {
  it("are those of listed items, the most used first", async () => {
    const ada = await creator();
    for (const tags of [["quokka", "rare"], ["quokka"], ["hidden"]]) {
      const { id } = await create(ada, { ...piece, tags });
      if (tags[0] !== "hidden")
        await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: ada.cookie, body: {} });
    }
    expect(await (await call("GET", "/api/tags")).json()).toEqual([
      { tag: "quokka", items: 2 },
      { tag: "rare", items: 1 },
    ]);
  });
});

describe("a piece that was taken down", () => {
  it("tells agents why, with 410", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: ada.cookie, body: {} });
    const query = `?${new URLSearchParams({ reason: "It was wrong." })}`;
    await call("DELETE", "/api/items/{itemId}", { itemId: id }, { cookie: ada.cookie, query });
    const answer = await call("GET", "/api/items/{itemId}/content", { itemId: id });
    expect(await answer.clone().text()).toContain("“It was wrong.”");
    await expectProblem(answer, 410, "removed");
  });
});
