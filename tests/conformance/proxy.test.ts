// Behind a proxy with nothing but its defaults: nginx takes 4,096 bytes for the head of an answer, and answers 502 for more.
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { anyPort } from "../../scripts/local/ports";
import { type Creator, openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";
import { type Nginx, startNginx } from "../support/nginx";
import { signFor, toBase64 } from "./payer";

const HEAD_BYTES_MAX = 3_800;
const CONTENT = "The paid part, through a proxy.";
const seller = accounts.creators[0] as LocalAccount;
const buyer = accounts.readers[0] as LocalAccount;
/** The longest that the schemas take, in scripts whose letters have three and more bytes. */
const longTitle = "活".repeat(150);
const longName = `${"版".repeat(190)}.flac`;

let market: Market;
let nginx: Nginx;
let creator: Creator;
beforeAll(async () => {
  const port = await anyPort();
  market = await startMarket({ settings: { PUBLIC_ORIGIN: `http://localhost:${port}` } });
  nginx = await startNginx(port, market.origin.replace("localhost", "127.0.0.1"));
  creator = await openShop(nginx.origin, seller, "ada");
  await creator.call("PUT", "/api/creators/me", { handle: "ada", displayName: "刷".repeat(60) });
});
afterAll(async () => {
  await nginx?.stop();
  await market?.stop();
});

/** Bytes of an answer's head as the server itself sends it, the empty line included. */
function headOf(url: string, headers: Record<string, string> = {}): Promise<{ status: number; bytes: number }> {
  const { pathname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1");
    const lines = Object.entries({ Host: `localhost:${port}`, Connection: "close", ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    socket.write(`GET ${pathname} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    let received = Buffer.alloc(0);
    socket.on("data", (part) => {
      received = Buffer.concat([received, part]);
      const end = received.indexOf("\r\n\r\n");
      if (end < 0) return;
      socket.destroy();
      resolve({ status: Number(received.subarray(9, 12).toString("latin1")), bytes: end + 4 });
    });
    socket.on("error", reject);
  });
}

/** The same address at the server behind the proxy. */
const direct = (url: string) => url.replace(nginx.origin, market.origin);
const contentUrl = (itemId: string) => `${nginx.origin}/api/items/${itemId}/content`;
/** With the longest id that a proxy may give. */
const fromAPage = { Origin: "https://reader.example", "Sec-Fetch-Site": "cross-site", "X-Request-Id": "a".repeat(64) };

describe("the head of every answer of a paid URL has room behind a default proxy", () => {
  it.each([
    ["a short title", "A piece"],
    ["150 letters of three bytes", longTitle],
    ["emoji", "👩‍🚀".repeat(30)],
    ["quotes, which are escaped", '"'.repeat(150)],
  ])("402 and refusals of an article: %s", async (_what, title) => {
    const url = contentUrl(await creator.sellArticle({ price: "0.05", content: CONTENT, title }));
    const { v1, v2 } = await signFor(url, buyer, 5);
    for (const [name, payment] of [["", null] as const, ["X-PAYMENT", v1] as const, ["PAYMENT-SIGNATURE", v2] as const]) {
      const head = await headOf(direct(url), { ...fromAPage, ...(payment ? { [name]: toBase64(payment) } : {}) });
      expect(head).toEqual({ status: 402, bytes: expect.any(Number) });
      expect(head.bytes, `${name || "no payment"}`).toBeLessThan(HEAD_BYTES_MAX);
    }
  });

  it("402 and paid bytes of a file with the longest name, and of the archive of all", async () => {
    const files = [1, 2].map((number) => ({ name: number + longName, body: "sound" }));
    const { itemId, fileIds } = await creator.sellFiles({ price: "0.05", files });
    const url = `${nginx.origin}/api/items/${itemId}/files/${fileIds[0]}`;
    const { v2 } = await signFor(url, accounts.readers[1] as LocalAccount);
    const forged = { ...v2, payload: { ...(v2 as { payload: object }).payload, signature: `0x${"00".repeat(65)}` } };
    for (const path of [`files/${fileIds[0]}`, "content", "files.zip"]) {
      const asked: Record<string, string>[] = [
        {},
        { "PAYMENT-SIGNATURE": toBase64(forged) },
        { "Accept-Payment": "evm/charge" },
        { "crawler-max-price": "0", "Accept-Payment": "evm/charge" },
      ];
      for (const more of asked) {
        const head = await headOf(direct(`${nginx.origin}/api/items/${itemId}/${path}`), { ...fromAPage, ...more });
        expect([path, head.status]).toEqual([path, 402]);
        expect(head.bytes, path).toBeLessThan(HEAD_BYTES_MAX);
      }
    }
    const paid = await headOf(direct(url), { ...fromAPage, "PAYMENT-SIGNATURE": toBase64(v2) });
    expect(paid.status).toBe(200);
    expect(paid.bytes).toBeLessThan(HEAD_BYTES_MAX);
  });
});

describe("through a default nginx", () => {
  it.each(["X-PAYMENT", "PAYMENT-SIGNATURE"])("a piece with the longest title is offered and bought (%s)", async (name) => {
    const url = contentUrl(await creator.sellArticle({ price: "0.05", content: CONTENT, title: longTitle }));
    expect((await fetch(url)).status).toBe(402);
    const { v1, v2 } = await signFor(url, buyer);
    const paid = await fetch(url, { headers: { [name]: toBase64(name === "X-PAYMENT" ? v1 : v2) } });
    expect([paid.status, await paid.text()]).toEqual([200, CONTENT]);
  });

  it("each 402 asks for a proof with a nonce of its own", async () => {
    const url = contentUrl(await creator.sellArticle({ price: "0.05", content: CONTENT }));
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(url)));
    const nonces = answers.map((answer) => {
      const required = Buffer.from(answer.headers.get("payment-required") ?? "", "base64").toString();
      return JSON.parse(required).extensions["sign-in-with-x"].info.nonce as string;
    });
    expect(new Set(nonces).size).toBe(20);
  });
});
