// What agents read first, of the market, a tag and a creator.
import { beforeAll, describe, expect, it } from "vitest";
import { call, create, creator, type Person } from "./http-harness";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type File = "llms.txt" | "llms-full.txt";
const ofMarket = { "llms.txt": () => import("@/app/llms.txt/route"), "llms-full.txt": () => import("@/app/llms-full.txt/route") };
const ofCreator = {
  "llms.txt": () => import("@/app/[handle]/llms.txt/route"),
  "llms-full.txt": () => import("@/app/[handle]/llms-full.txt/route"),
};

async function read(
  file: File,
  { handle, query = "", headers = {} }: { handle?: string; query?: string; headers?: object } = {},
) {
  const { GET } = await (handle ? ofCreator : ofMarket)[file]();
  const request = new Request(`http://localhost:3999/${file}${query}`, { headers: headers as HeadersInit });
  return (GET as Handler)(request, { params: Promise.resolve({ handle: `%40${handle}` }) });
}

let ada: Person;
let ben: Person;
let knots: string;

async function publish(person: Person, body: object): Promise<string> {
  const { id } = await create(person, { kind: "article", price: "0.25", content: "CANARY", ...body });
  const answer = await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: person.cookie, body: {} });
  expect(answer.status).toBe(200);
  return id;
}

beforeAll(async () => {
  [ada, ben] = [await creator(), await creator()];
  const picture = `![A bowline](picture:${"a".repeat(64)})`;
  knots = await publish(ada, { title: "Knots [two]", price: "0.001", preview: `Hold the rope. ${picture}`, tags: ["ropes"] });
  await publish(ben, { title: "Tides", preview: "The moon pulls.", tags: ["sea"] });
  await publish(ben, { title: "Long", preview: "word ".repeat(30_000), tags: ["long"] });
}, 60_000);

describe("llms.txt", () => {
  it("of the market names a piece that can be bought, the newest pieces and the tags, and nothing that is paid for", async () => {
    const response = await read("llms.txt");
    const text = await response.text();
    expect(response.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(text).toContain(`http://localhost:3999/api/items/${knots}/content`);
    expect(text).toContain(
      `- [Knots \\[two\\]](http://localhost:3999/@${ada.handle}/knots-two.md): $0.001 · 1 word · by A person`,
    );
    expect(text).toContain("- [ropes](http://localhost:3999/llms.txt?tag=ropes): 1");
    expect(text).not.toContain("CANARY");
    expect(text).not.toContain("Hold the rope.");
  });

  it("of a creator and of a tag names theirs alone", async () => {
    for (const asked of [{ handle: ada.handle }, { query: "?tag=ropes" }]) {
      const text = await (await read("llms.txt", asked)).text();
      expect([text.includes("knots-two.md"), text.includes("tides.md")]).toEqual([true, false]);
    }
    expect(await (await read("llms.txt", { query: "?tag=nobody" })).text()).toContain("Nothing is for sale here yet.");
    expect((await read("llms.txt", { handle: "nobody-here" })).status).toBe(404);
  });

  it("costs whoever has it no bytes", async () => {
    const etag = (await read("llms.txt", { handle: ada.handle })).headers.get("etag") ?? "";
    const again = await read("llms.txt", { handle: ada.handle, headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });
});

describe("llms-full.txt", () => {
  it("has the free parts, with pictures that open, and nothing that is paid for", async () => {
    for (const asked of [{}, { handle: ada.handle }, { query: "?tag=ropes" }]) {
      const text = await (await read("llms-full.txt", asked)).text();
      expect(text).toContain("Hold the rope.");
      expect(text).toContain(`(http://localhost:3999/api/items/${knots}/pictures/${"a".repeat(64)})`);
      expect(text).not.toContain("CANARY");
    }
  });

  it("has as many as there is room for, and says how many are left out", async () => {
    for (const title of ["One", "Two", "Three", "Four"]) await publish(ben, { title, preview: `${title} `.repeat(30_000) });
    const text = await (await read("llms-full.txt", { handle: ben.handle })).text();
    expect(Buffer.byteLength(text)).toBeLessThan(600 * 1024);
    expect(text).toMatch(/\d more had no room here/);
  });
});
