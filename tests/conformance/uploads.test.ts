// A large file on its way in and out, with a stock tus client and the production server: killed half-way and started again, the upload
// goes on where it stood; the download comes in ranges. UPLOAD_TEST_BYTES=2000000000 plays it with more.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import * as tus from "tus-js-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { type Creator, openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";
import { type Scratch, scratchFolder } from "../support/scratch";

const BYTES = Number(process.env.UPLOAD_TEST_BYTES ?? 300_000_000);
const BLOCK = 1_000_000;

let market: Market;
let creator: Creator;
let scratch: Scratch;
let large: { path: string; sha256: string };

/** No two blocks are equal, so that none can stand in for another. */
async function makeLarge(path: string) {
  const hash = createHash("sha256");
  const blocks = async function* () {
    for (let made = 0; made < BYTES; made += BLOCK) {
      const block = Buffer.alloc(Math.min(BLOCK, BYTES - made), `${made} of ${BYTES};`);
      hash.update(block);
      yield block;
    }
  };
  await pipeline(blocks, createWriteStream(path));
  return { path, sha256: hash.digest("hex") };
}

beforeAll(async () => {
  scratch = scratchFolder();
  [market, large] = await Promise.all([startMarket(), makeLarge(scratch.path("large.bin"))]);
  creator = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
});
afterAll(async () => {
  await market?.stop();
  scratch?.remove();
});

const newBox = async () =>
  (await creator.call<{ id: string }>("POST", "/api/items", { kind: "file", title: "Some files", price: "0.05" })).id;

interface Draft {
  files: { id: string; name: string; bytes: string; sha256: string }[];
}

/** Uploads by one tus client; `onProgress` may do what it likes to the server. */
function upload(itemId: string, onProgress: (sent: number) => void = () => {}): Promise<tus.Upload> {
  return new Promise((resolve, reject) => {
    const started = new tus.Upload(createReadStream(large.path), {
      endpoint: `${market.origin}/api/items/${itemId}/uploads`,
      uploadSize: BYTES,
      chunkSize: BYTES,
      metadata: { filename: "large.bin" },
      headers: { cookie: creator.cookie, "Repr-Digest": `sha-256=:${Buffer.from(large.sha256, "hex").toString("base64")}:` },
      retryDelays: Array(100).fill(100),
      storeFingerprintForResuming: false,
      onProgress,
      onError: reject,
      onSuccess: () => resolve(started),
    });
    started.start();
  });
}

describe("a large file", () => {
  it("is resumed after the server was killed half-way, is whole, and comes back in ranges", async () => {
    const itemId = await newBox();
    let restarted: Promise<unknown> | undefined;
    await upload(itemId, (sent) => {
      if (restarted || sent < BYTES * 0.4) return;
      process.kill(market.web.pid, "SIGKILL");
      restarted = market.restart();
    });
    expect(restarted).toBeDefined();
    await restarted;
    const { files } = await creator.call<Draft>("GET", `/api/items/${itemId}/draft`);
    expect(files).toMatchObject([{ name: "large.bin", bytes: String(BYTES), sha256: large.sha256 }]);

    await creator.call("POST", `/api/items/${itemId}/publish`, {});
    const path = `/api/items/${itemId}/files/${files[0]?.id}`;
    const hash = createHash("sha256");
    const etag = `"${large.sha256}"`;
    const step = Math.ceil(BYTES / 3);
    for (let start = 0; start < BYTES; start += step) {
      const end = Math.min(BYTES, start + step) - 1;
      const part = await creator.get(path, { Range: `bytes=${start}-${end}`, "If-Range": etag });
      expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes ${start}-${end}/${BYTES}`]);
      for await (const chunk of part.body ?? []) hash.update(chunk);
    }
    expect(hash.digest("hex")).toBe(large.sha256);
    expect((await stat(large.path)).size).toBe(BYTES);
  }, 120_000);
});
