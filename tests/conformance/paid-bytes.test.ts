// What was paid for arrives byte for byte, also at clients that would take it compressed: digests, entity tags and ranges
// are about the bytes that were sold.
import { createHash } from "node:crypto";
import { type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { type Creator, openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";

let market: Market;
let creator: Creator;
const text = Array.from({ length: 2000 }, (_, line) => `${line},a line that compresses well\n`).join("");

beforeAll(async () => {
  market = await startMarket();
  creator = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
});
afterAll(() => market?.stop());

const sha256 = (bytes: Buffer, encoding: "hex" | "base64") => createHash("sha256").update(bytes).digest(encoding);

/** fetch would decode the body. */
function read(path: string, headers: Record<string, string> = {}): Promise<{ answer: IncomingMessage; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = { cookie: creator.cookie, "Accept-Encoding": "gzip, deflate, br", ...headers };
    request(market.origin + path, { headers: asked }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      resolve({ answer, body: Buffer.concat(chunks) });
    })
      .on("error", reject)
      .end();
  });
}

describe("an article's Markdown", () => {
  it("has the digest that its header says", async () => {
    const path = `/api/items/${await creator.sellArticle({ price: "0.05", content: text })}/content`;
    const { answer, body } = await read(path);
    expect(answer.headers["content-encoding"]).toBeUndefined();
    expect(answer.headers["content-digest"]).toBe(`sha-256=:${sha256(body, "base64")}:`);
    expect(body.toString()).toBe(text);
  });
});

describe("a file", () => {
  const open = async () => {
    const { itemId, fileIds } = await creator.sellFiles({ price: "0.05", files: [{ name: "lines.csv", body: text }] });
    return `/api/items/${itemId}/files/${fileIds[0]}`;
  };

  it("has the hash that its entity tag names", async () => {
    const { answer, body } = await read(await open());
    expect(answer.headers["content-encoding"]).toBeUndefined();
    expect(answer.headers.etag).toBe(`"${sha256(body, "hex")}"`);
    expect(body.toString()).toBe(text);
  });

  it("is continued where a download broke off", async () => {
    const path = await open();
    const { answer, body } = await read(path, { Range: "bytes=5000-" });
    expect([answer.statusCode, answer.headers["content-encoding"]]).toEqual([206, undefined]);
    expect(answer.headers["content-range"]).toBe(`bytes 5000-${text.length - 1}/${text.length}`);
    expect(body.toString()).toBe(text.slice(5000));
  });
});
