// Previews over HTTP: what a stranger gets of a file that is for sale, and that it is never more than the preview.
import { describe, expect, it, vi } from "vitest";
import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import { ownPreviewsCodec, shownPreviewsCodec } from "@/lib/previews/codecs";
import { csv } from "../support/media";
import { call, create, creator, expectProblem, expectWire, type Person } from "./http-harness";

// Makers give way to everything else on the machine.
vi.setConfig({ testTimeout: 120_000 });

const fileItem = { kind: "file", title: "Numbers", price: "0.25", preview: "Free." };
let tables = 0;

async function upload({ cookie }: Person, itemId: string, name: string, raw: string): Promise<string> {
  const init = { cookie, raw, query: `?name=${name}`, headers: { "content-type": "application/octet-stream" } };
  const answer = await call("POST", "/api/items/{itemId}/files", { itemId }, init);
  return ((await answer.json()) as { id: string }).id;
}

/** As the server does on its interval. */
async function makePreviews(): Promise<void> {
  const { services } = await import("@/lib/services");
  const { makeDuePreviews } = await import("@/lib/previews/make-due-previews");
  const clock = { now: () => new Date(Date.now() + 5_000) };
  await makeDuePreviews({ ...services(), clock });
}

async function published() {
  const person = await creator();
  const { id: itemId } = await create(person, fileItem);
  const fileId = await upload(person, itemId, "numbers.csv", csv(3000, `table ${++tables} numbat`));
  await makePreviews();
  const drafts = await call("GET", "/api/items/{itemId}/draft/previews", { itemId }, { cookie: person.cookie });
  const { rows } = await expectWire(drafts, ownPreviewsCodec);
  const sha256 = rows[0]?.parts[0]?.sha256 ?? "";
  const publish = () => call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: person.cookie, body: {} });
  return { person, itemId, fileId, sha256, publish };
}

const get = (sha256: string, init = {}) => call("GET", "/api/previews/{sha256}", { sha256 }, init);

describe("a preview over HTTP", () => {
  it("is its creator's until the item is published, then everybody's, in parts as well", async () => {
    const { person, itemId, sha256, publish } = await published();
    await expectProblem(await get(sha256), 404, "not_found");
    await expectProblem(await get(sha256, { cookie: (await creator()).cookie }), 404, "not_found");
    const own = await get(sha256, { cookie: person.cookie });
    expect([own.status, own.headers.get("cache-control")]).toEqual([200, "private, max-age=600, no-transform"]);

    await publish();

    const answer = await get(sha256);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "public, max-age=600, no-transform",
      "content-type": "application/json",
      "x-content-type-options": "nosniff",
      etag: `"${sha256}"`,
      "content-security-policy": expect.stringContaining("sandbox"),
    });
    const whole = await answer.text();
    expect((await get(sha256, { headers: { "if-none-match": `"${sha256}"` } })).status).toBe(304);
    const part = await get(sha256, { headers: { range: "bytes=5-9" } });
    expect([part.status, await part.text()]).toEqual([206, whole.slice(5, 10)]);
    const { rows } = await expectWire(await call("GET", "/api/items/{itemId}/previews", { itemId }), shownPreviewsCodec);
    expect(rows[0]?.parts[0]).toMatchObject({ kind: "table", sha256, head: JSON.parse(whole) });
  });

  it("shows a stranger ten rows of three thousand, wherever they ask", async () => {
    const { person, itemId, fileId, sha256, publish } = await published();
    await publish();
    const answers = await Promise.all([
      get(sha256),
      call("GET", "/api/items/{itemId}", { itemId }),
      call("GET", "/api/items/{itemId}/previews", { itemId }),
      call("GET", "/api/items/{itemId}/content", { itemId }),
      call("GET", "/api/items/{itemId}/files/{fileId}", { itemId, fileId }),
      call("GET", "/api/creators/{handle}", { handle: person.handle }),
      call("GET", "/api/items"),
    ]);
    const text = (await Promise.all(answers.map((answer) => answer.text()))).join("\n");
    const rows = new Set([...text.matchAll(/numbat (\d+)/g)].map(([, number]) => Number(number)));
    expect([...rows].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("is turned off and on by its creator", async () => {
    const { person, itemId, fileId, sha256, publish } = await published();
    await publish();
    const turn = (isShown: boolean, init: object) =>
      call("PATCH", "/api/items/{itemId}/files/{fileId}/preview", { itemId, fileId }, { body: { isShown }, ...init });
    await expectProblem(await turn(false, {}), 401, "not_signed_in");
    await expectProblem(await turn(false, { cookie: (await creator()).cookie }), 404, "not_found");
    expect((await turn(false, { cookie: person.cookie })).status).toBe(204);
    await expectProblem(await get(sha256), 404, "not_found");
    await expectWire(await call("GET", "/api/items/{itemId}/draft", { itemId }, { cookie: person.cookie }), itemDraftCodec).then(
      ({ files }) => expect(files[0]?.facts).toEqual({ columns: 3, rows: 3000 }),
    );
    expect((await turn(true, { cookie: person.cookie })).status).toBe(204);
    expect((await get(sha256)).status).toBe(200);
  });
});
