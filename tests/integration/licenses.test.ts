// Terms for machines: the licence of the site and of a piece, where they are named, and the price and the cap in crawlers' own words.
import { beforeAll, describe, expect, it } from "vitest";
import { type Element, xml2js } from "xml-js";
import { call, create, creator, expectProblem, type Person } from "./http-harness";

const CONTENT = "/api/items/{itemId}/content";
const LICENSE = "/api/items/{itemId}/license.xml";
const NAMESPACE = "https://rslstandard.org/rsl";

let ada: Person;
let itemId: string;
let draftId: string;
beforeAll(async () => {
  ada = await creator();
  ({ id: itemId } = await create(ada, { kind: "article", title: "Knots", price: "0.25", content: "CANARY" }));
  ({ id: draftId } = await create(ada, { kind: "article", title: "Draft", price: "0.25", content: "CANARY" }));
  const answer = await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: ada.cookie, body: {} });
  expect(answer.status).toBe(200);
}, 60_000);

const children = (element: Element | undefined, name: string) => (element?.elements ?? []).filter((each) => each.name === name);
const child = (element: Element | undefined, name: string) => children(element, name)[0];
const textOf = (element: Element | undefined) => String(element?.elements?.[0]?.text ?? "");

/** The root of a licence; throws where it is no XML. */
function rootOf(xml: string): Element {
  const root = (xml2js(xml) as Element).elements?.[0];
  expect([root?.name, root?.attributes?.xmlns]).toEqual(["rsl", NAMESPACE]);
  return root as Element;
}

const terms = (content: Element | undefined) => {
  const license = child(content, "license");
  const payment = child(license, "payment");
  return {
    url: content?.attributes?.url,
    permits: textOf(child(license, "permits")),
    prohibits: textOf(child(license, "prohibits")),
    payment: payment?.attributes?.type,
    amount: textOf(child(payment, "amount")),
  };
};
const usage = { permits: "search ai-index ai-input", prohibits: "ai-train" };

describe("a licence", () => {
  it("of the site says what may be done with what is free", async () => {
    const { GET } = await import("@/app/license.xml/route");
    const answer = GET(new Request("http://localhost:3999/license.xml"));
    expect(answer.headers.get("content-type")).toBe("application/rsl+xml");
    const [content, pieces] = children(rootOf(await answer.text()), "content");
    expect(terms(content)).toEqual({ url: "/", ...usage, payment: "free", amount: "" });
    expect(terms(pieces)).toEqual({ url: "/api/items/", ...usage, payment: "purchase", amount: "" });
  });

  it("of a piece names the price that its 402 has, and is named there", async () => {
    const challenge = await call("GET", CONTENT, { itemId });
    expect(challenge.headers.get("link")).toBe(`</api/items/${itemId}/license.xml>; rel="license"; type="application/rsl+xml"`);
    const answer = await call("GET", LICENSE, { itemId });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/rsl+xml"]);
    const [free, ...paid] = children(rootOf(await answer.text()), "content");
    expect(terms(free)).toEqual({ url: `http://localhost:3999/@${ada.handle}/knots`, ...usage, payment: "free", amount: "" });
    const api = `http://localhost:3999/api/items/${itemId}`;
    const addresses = [`${api}/content`, `http://localhost:3999/@${ada.handle}/knots.md`, `${api}/files/`, `${api}/files.zip`];
    expect(paid.map(terms)).toEqual(addresses.map((url) => ({ url, ...usage, payment: "purchase", amount: "0.25" })));
    expect(challenge.headers.get("crawler-price")).toBe("USD 0.25");
  });

  it("of a draft is none", async () => {
    await expectProblem(await call("GET", LICENSE, { itemId: draftId }), 404, "not_found");
  });

  it("of the site is named to robots, with the rules that they had", async () => {
    const { GET } = await import("@/app/robots.txt/route");
    const lines = (await GET().text()).split("\n");
    expect(lines).toContain("License: http://localhost:3999/license.xml");
    expect(lines).toContain("User-Agent: *");
    expect(lines).toContain("Allow: /api/items");
    expect(lines).toContain("Disallow: /api/");
    expect(lines).toContain("Sitemap: http://localhost:3999/sitemap.xml");
  });
});

describe("crawler-max-price", () => {
  const ask = (cap: string, headers: Record<string, string> = {}) =>
    call("GET", CONTENT, { itemId }, { headers: { "crawler-max-price": cap, ...headers } });

  it("that the price meets changes nothing", async () => {
    const answer = await ask("USD 0.25");
    expect([answer.status, answer.headers.get("crawler-error")]).toEqual([402, null]);
  });

  it("below the price, or not understood, is refused with a reason, and with the terms", async () => {
    for (const [cap, reason] of [
      ["USD 0.10", "crawler-max-price is below crawler-price"],
      ["cheap", "crawler-max-price is not understood: send USD 0.25"],
    ] as const) {
      const answer = await ask(cap);
      expect([answer.status, answer.headers.get("crawler-error")]).toEqual([402, reason]);
      expect(await answer.json()).toMatchObject({ error: reason, accepts: [{ maxAmountRequired: "250000" }] });
    }
  });

  it("above which a payment is stops that payment before anything is looked at", async () => {
    const authorization = {
      from: `0x${"1".repeat(40)}`,
      to: `0x${"2".repeat(40)}`,
      value: "250000",
      validAfter: "0",
      validBefore: "9999999999",
      nonce: `0x${"3".repeat(64)}`,
    };
    const payload = { signature: `0x${"4".repeat(130)}`, authorization };
    const payment = { x402Version: 1, scheme: "exact", network: "base-sepolia", payload };
    const header = Buffer.from(JSON.stringify(payment)).toString("base64");
    const answer = await ask("USD 0.10", { "X-PAYMENT": header });
    expect([answer.status, answer.headers.get("crawler-error")]).toEqual([402, "crawler-max-price is below crawler-price"]);
    expect(answer.headers.has("x-payment-response")).toBe(false);
  });

  it("is nothing to who owns the piece", async () => {
    const own = await call("GET", CONTENT, { itemId }, { cookie: ada.cookie, headers: { "crawler-max-price": "0" } });
    expect(own.status).toBe(200);
  });
});
