// Another site's page, and the browser of somebody who is signed in here: whatever form the request takes, it changes nothing.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/app/openapi.json/routes";
import type { RouteHandler } from "@/lib/http/create-routes";
import { newId } from "@/lib/kernel/ids";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { type Creator, openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";

const CHANGING = ["POST", "PUT", "PATCH", "DELETE"];

let market: Market;
let ada: Creator;
beforeAll(async () => {
  market = await startMarket();
  ada = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
});
afterAll(() => market?.stop());

interface Endpoint {
  name: string;
  method: string;
  path: string;
  hasJson: boolean;
}

/** Of things that are nobody's, where it is not an item's id. */
const ids: Record<string, string> = {
  fileId: newId("file"),
  uploadId: newId("upl"),
  changeId: newId("pay"),
  keyId: newId("key"),
};

const endpoints: Endpoint[] = Object.entries(routes).flatMap(([path, module]) =>
  CHANGING.filter((method) => module[method]).map((method) => ({
    name: `${method} ${path}`,
    method,
    path: path.replace(/\{(\w+)\}/g, (_place, name: string) => ids[name] ?? newId("item")),
    hasJson: (module[method] as RouteHandler).spec.body !== undefined,
  })),
);

/** What browsers say of where a request comes from; the last ones are those without fetch metadata. */
const foreign: Record<string, () => Record<string, string>> = {
  "another site": () => ({ Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" }),
  "another host of this site": () => ({ Origin: market.origin.replace("://", "://evil."), "Sec-Fetch-Site": "same-site" }),
  "a frame without an origin": () => ({ Origin: "null", "Sec-Fetch-Site": "cross-site" }),
  "a page that hides its origin": () => ({ "Sec-Fetch-Site": "cross-site" }),
  "an old browser": () => ({ Origin: "https://evil.example" }),
  "an old browser, sandboxed": () => ({ Origin: "null" }),
  "another port": () => ({ Origin: market.origin.replace(/\d+$/, "1") }),
  "another scheme": () => ({ Origin: market.origin.replace("http:", "https:") }),
  "a name that begins like ours": () => ({ Origin: `${market.origin}.evil.example` }),
};

function send({ method, path }: Endpoint, headers: Record<string, string>, body: string): Promise<Response> {
  return fetch(market.origin + path, { method, headers: { cookie: ada.cookie, ...headers }, body });
}

describe("every route that changes something", () => {
  it.each(Object.keys(foreign))("is refused for %s, before anything is read", async (who) => {
    const form = { "Content-Type": "text/plain" };
    const faults: string[] = [];
    for (const endpoint of endpoints) {
      const answer = await send(endpoint, { ...form, ...foreign[who]?.() }, "{}");
      const { code } = await answer.json();
      if (answer.status !== 403 || code !== "not_allowed") faults.push(`${endpoint.name}: ${answer.status} ${code}`);
      if (answer.headers.get("set-cookie")) faults.push(`${endpoint.name}: sets a cookie`);
      if (answer.headers.get("access-control-allow-credentials")) faults.push(`${endpoint.name}: lets credentials cross`);
    }
    expect(faults).toEqual([]);
    expect(endpoints.length).toBeGreaterThan(25);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])(
    "takes no JSON as a form could send it: %j",
    async (type) => {
      const faults: string[] = [];
      for (const endpoint of endpoints.filter(({ hasJson }) => hasJson)) {
        const answer = await send(endpoint, { "Content-Type": type, Origin: market.origin }, "{}");
        if (![401, 403, 415].includes(answer.status)) faults.push(`${endpoint.name}: ${answer.status}`);
      }
      expect(faults).toEqual([]);
    },
  );

  it("is not reached by another method's name in a header or the query", async () => {
    const { id } = await ada.call<{ id: string }>("POST", "/api/items", { kind: "article", title: "Stays", price: "0.10" });
    for (const name of ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
      for (const method of ["GET", "POST"])
        await fetch(`${market.origin}/api/items/${id}?_method=DELETE`, {
          method,
          headers: { cookie: ada.cookie, [name]: "DELETE", Origin: market.origin },
        });
    expect((await ada.get(`/api/items/${id}/draft`)).status).toBe(200);
  });
});

it("a page of another site reads nothing with somebody's cookie", async () => {
  for (const path of ["/api/session", "/api/library", "/api/creators/me", "/api/earnings", "/api/keys"]) {
    const answer = await ada.get(path, { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" });
    expect([path, answer.headers.get("access-control-allow-origin")]).toEqual([path, null]);
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
  }
});
