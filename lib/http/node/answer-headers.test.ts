import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Protection, protectAnswers } from "./answer-headers";

let server: Server;
let seen = "";
const protection: Protection = { isHttps: true, isDevelopment: false, scripts: ["alert(1)"] };
beforeAll(async () => {
  protectAnswers(() => protection);
  server = createServer(({ url = "", headers }, response) => {
    seen = String(headers["content-security-policy"]);
    const type = new URL(url, "http://x").searchParams.get("type");
    if (type) response.setHeader("Content-Type", type);
    if (url.startsWith("/own")) response.setHeader("Content-Security-Policy", "sandbox");
    if (url.startsWith("/open")) response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    response.statusCode = url.startsWith("/broken") ? 500 : 200;
    response.end(url.startsWith("/empty") ? undefined : "body");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => server.close());

async function headersOf(path: string, init: RequestInit = {}): Promise<Record<string, string>> {
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
  await answer.text();
  return Object.fromEntries(answer.headers);
}
const html = encodeURIComponent("text/html; charset=utf-8");

describe("every answer", () => {
  it.each([
    ["a page", `/?type=${html}`],
    ["JSON", "/api/items?type=application/json"],
    ["a problem", "/broken?type=application/problem%2Bjson"],
    ["an error of Next's own", `/broken?type=${html}`],
    ["a feed", "/feed.xml?type=application/rss%2Bxml"],
    ["a picture", "/icon.svg?type=image/svg%2Bxml"],
    ["nothing", "/empty"],
    ["a script", "/_next/static/a.js?type=text/javascript"],
    ["a PDF", "/a.pdf?type=application/pdf"],
  ])("is taken for what it says, by its own site, over TLS: %s", async (_what, path) => {
    expect(await headersOf(path)).toMatchObject({
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "strict-transport-security": "max-age=31536000",
    });
  });

  it.each(["application/json", "image/svg%2Bxml", "text/plain", "application/xml", ""])(
    "that is no page runs and frames nothing (%s)",
    async (type) => {
      const { "content-security-policy": policy } = await headersOf(`/x?type=${type}`);
      expect(policy).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
    },
  );

  it("says what it says itself where it is stricter or meant for others", async () => {
    expect((await headersOf(`/own?type=${html}`))["content-security-policy"]).toBe("sandbox");
    expect((await headersOf("/open?type=image/webp"))["cross-origin-resource-policy"]).toBe("cross-origin");
  });

  it("says nothing of TLS where there is none", async () => {
    protection.isHttps = false;
    expect(await headersOf("/")).not.toHaveProperty("strict-transport-security");
    protection.isHttps = true;
  });
});

describe("a page", () => {
  const policyOf = async (init: RequestInit = {}) => (await headersOf(`/?type=${html}`, init))["content-security-policy"] ?? "";
  const scriptsOf = (policy: string) => /script-src ([^;]*)/.exec(policy)?.[1] ?? "";

  it("runs scripts with its own nonce or of a known hash, whatever lies on this site", async () => {
    const scripts = scriptsOf(await policyOf());
    expect(scripts).toMatch(/^'nonce-[\w+/]{22}==' 'strict-dynamic' 'sha256-[\w+/]{43}='$/);
    expect(scripts).not.toMatch(/unsafe|'self'|https?:/);
  });

  it("has a nonce that no other has and no client chooses, and Next is told it", async () => {
    const chosen = { headers: { "Content-Security-Policy": "script-src 'nonce-chosen'" } };
    const policies = [await policyOf(), await policyOf(chosen)];
    expect(new Set(policies.map(scriptsOf)).size).toBe(2);
    expect(seen).toBe(policies[1]);
    expect(policies.join()).not.toContain("chosen");
  });

  it("opens wallets in windows, and is opened in no frame", async () => {
    const headers = await headersOf(`/?type=${html}`);
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin-allow-popups");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["referrer-policy"]).toBe("strict-origin-when-cross-origin");
  });
});
