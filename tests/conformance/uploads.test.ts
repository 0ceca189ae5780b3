// A large file on its way in and out, with a stock tus client and the production server: killed half-way and started again, the upload
// goes on where it stood; the download comes in ranges, and in one archive. On the local disk and on S3; UPLOAD_TEST_BYTES=2000000000
// plays it with more.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import * as tus from "tus-js-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { type Creator, openShop, signIn } from "../support/api";
import { type Market, startMarket } from "../support/market";
import { type S3, startS3 } from "../support/s3";
import { type Scratch, scratchFolder } from "../support/scratch";
import { signFor, toBase64 } from "./payer";

const HOMES = { "local disk": 120_000_000, S3: 40_000_000 };
const BLOCK = 1_000_000;

interface Large {
  path: string;
  bytes: number;
  sha256: string;
}

/** No two blocks are equal, so that none can stand in for another. */
async function makeLarge(path: string, bytes: number): Promise<Large> {
  const hash = createHash("sha256");
  const blocks = async function* () {
    for (let made = 0; made < bytes; made += BLOCK) {
      const block = Buffer.alloc(Math.min(BLOCK, bytes - made), `${made} of ${bytes};`);
      hash.update(block);
      yield block;
    }
  };
  await pipeline(blocks, createWriteStream(path));
  return { path, bytes, sha256: hash.digest("hex") };
}

interface Draft {
  files: { id: string; name: string; bytes: string; sha256: string }[];
}

/** Uploads by one tus client; `onProgress` may do what it likes to the server. */
function upload(market: Market, cookie: string, itemId: string, large: Large, onProgress: (sent: number) => void): Promise<void> {
  const digest = `sha-256=:${Buffer.from(large.sha256, "hex").toString("base64")}:`;
  return new Promise((resolve, reject) => {
    new tus.Upload(createReadStream(large.path), {
      endpoint: `${market.origin}/api/items/${itemId}/uploads`,
      uploadSize: large.bytes,
      chunkSize: large.bytes,
      metadata: { filename: "large.bin" },
      headers: { cookie, "Repr-Digest": digest },
      retryDelays: Array(100).fill(100),
      storeFingerprintForResuming: false,
      onProgress,
      onError: reject,
      onSuccess: () => resolve(),
    }).start();
  });
}

describe.each(Object.entries(HOMES))("a large file on %s", (home, usual) => {
  let scratch: Scratch;
  let s3: S3 | undefined;
  let market: Market;
  let creator: Creator;
  let large: Large;

  beforeAll(async () => {
    scratch = scratchFolder();
    s3 = home === "S3" ? await startS3(scratch.path("bucket")) : undefined;
    large = await makeLarge(scratch.path("large.bin"), Number(process.env.UPLOAD_TEST_BYTES ?? usual));
    market = await startMarket({ settings: s3?.env ?? {} });
    creator = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
  });
  afterAll(async () => {
    await market?.stop();
    await s3?.stop();
    scratch?.remove();
  });

  it("is resumed after the server was killed half-way, is whole, and comes back in ranges and in an archive", async () => {
    const { bytes, sha256 } = large;
    const box = { kind: "file", title: "Some files", price: "0.05" };
    const { id: itemId } = await creator.call<{ id: string }>("POST", "/api/items", box);
    let restarted: Promise<unknown> | undefined;
    await upload(market, creator.cookie, itemId, large, (sent) => {
      if (restarted || sent < bytes * 0.4) return;
      process.kill(market.web.pid, "SIGKILL");
      restarted = market.restart();
    });
    expect(restarted).toBeDefined();
    await restarted;
    const { files } = await creator.call<Draft>("GET", `/api/items/${itemId}/draft`);
    expect(files).toMatchObject([{ name: "large.bin", bytes: String(bytes), sha256 }]);

    await creator.call("POST", `/api/items/${itemId}/publish`, {});
    const path = `/api/items/${itemId}/files/${files[0]?.id}`;
    const hash = createHash("sha256");
    const step = Math.ceil(bytes / 3);
    for (let start = 0; start < bytes; start += step) {
      const end = Math.min(bytes, start + step) - 1;
      const part = await creator.get(path, { Range: `bytes=${start}-${end}`, "If-Range": `"${sha256}"` });
      expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes ${start}-${end}/${bytes}`]);
      for await (const chunk of part.body ?? []) hash.update(chunk);
    }
    expect(hash.digest("hex")).toBe(sha256);

    const archive = await creator.get(`/api/items/${itemId}/files.zip`);
    expect(archive.headers.get("content-disposition")).toBe("attachment; filename=some-files.zip");
    let length = 0;
    for await (const chunk of archive.body ?? []) length += chunk.byteLength;
    expect(archive.headers.get("content-length")).toBe(String(length));
  }, 120_000);

  it("is not what a buyer is left with when there is a better one; the receipt names what was bought", async () => {
    const { itemId, fileIds } = await creator.sellFiles({ price: "0.05", files: [{ name: "tide.txt", body: "first edition" }] });
    const pathOf = (fileId = "") => `/api/items/${itemId}/files/${fileId}`;
    const account = accounts.readers[0] as LocalAccount;
    expect((await fetch(`${market.origin}/api/items/${itemId}/files.zip`)).status).toBe(402);
    const url = `${market.origin}${pathOf(fileIds[0])}`;
    const bought = await fetch(url, { headers: { "X-PAYMENT": toBase64((await signFor(url, account)).v1) } });
    expect([bought.status, await bought.text()]).toEqual([200, "first edition"]);
    const buyer = await signIn(market.origin, account);
    const receiptPath = `/api/receipts/${bought.headers.get("pennypost-receipt")}`;
    const receipt = await buyer.call<object>("GET", receiptPath);

    const added = await fetch(`${market.origin}/api/items/${itemId}/files?name=tide.txt`, {
      method: "POST",
      headers: { cookie: creator.cookie },
      body: "second edition",
    });
    const { id: second } = (await added.json()) as { id: string };
    await creator.call("DELETE", pathOf(fileIds[0]));
    expect((await buyer.get(pathOf(second))).status).toBe(404);
    await creator.call("POST", `/api/items/${itemId}/publish`, {});
    expect(await (await buyer.get(pathOf(second))).text()).toBe("second edition");
    expect(await (await buyer.get(pathOf(fileIds[0]))).text()).toBe("first edition");
    // A 402 is kept for a second.
    await expect.poll(async () => (await fetch(market.origin + pathOf(fileIds[0]))).status, { timeout: 5_000 }).toBe(404);
    expect(Buffer.from(await (await buyer.get(`/api/items/${itemId}/files.zip`)).arrayBuffer()).toString("latin1")).toContain(
      "second edition",
    );
    expect(await buyer.call<object>("GET", receiptPath)).toEqual(receipt);
  });
});
