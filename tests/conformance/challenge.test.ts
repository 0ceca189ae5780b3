// The 402 itself, held against the field tables of both versions, and the requests that may never settle.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { balanceOf } from "../../scripts/local/usdc";
import { type Creator, openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";
import { fromBase64, signFor, toBase64 } from "./payer";

let market: Market;
let creator: Creator;
const [seller, buyer] = [accounts.creators[0], accounts.readers[0]] as const;
const CONTENT = "The paid part, which nobody reads for nothing.";

beforeAll(async () => {
  market = await startMarket();
  if (!seller) throw new Error("no seller");
  creator = await openShop(market.origin, seller, "ada");
});
afterAll(() => market?.stop());

async function newUrl(): Promise<string> {
  const itemId = await creator.sellArticle({ price: "0.05", content: CONTENT, title: "Ümlaut & “quotes”" });
  return `${market.origin}/api/items/${itemId}/content`;
}

const requireBuyer = () => buyer ?? accounts.minter;
const money = () => balanceOf(market.chain, requireBuyer().address);
const gasSpent = () => market.chain.getTransactionCount({ address: accounts.relayer.address });

const quote = { id: expect.stringMatching(/^0x[0-9a-f]{64}$/), issuedAt: expect.any(Number), expiresAt: expect.any(Number) };
/** What the price buys, as it can be checked afterwards. */
const content = {
  sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  bytes: expect.stringMatching(/^\d+$/),
  words: expect.any(Number),
  version: 1,
};

describe("an unpaid request", () => {
  it("is told the price in the v1 object as its body", async () => {
    const url = await newUrl();
    const response = await fetch(url);
    expect(response.status).toBe(402);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({
      x402Version: 1,
      error: expect.any(String),
      extensions: { "offer-receipt": expect.anything(), bazaar: expect.anything() },
      accepts: [
        {
          scheme: "exact",
          network: "base-sepolia",
          maxAmountRequired: "50000",
          resource: url,
          description: expect.stringContaining("Ümlaut & “quotes”"),
          mimeType: "text/markdown",
          outputSchema: {
            input: { type: "http", method: "GET", discoverable: true },
            output: { type: "text", format: "text/markdown", example: expect.stringContaining("Ümlaut & “quotes”") },
          },
          payTo: seller?.address,
          maxTimeoutSeconds: expect.any(Number),
          asset: "0x036CbD53842c5426634e7929541eC2318f3dCF7e",
          extra: { name: "USDC", version: "2", quote, content },
        },
      ],
    });
  });

  it("is told the price in the v2 object in PAYMENT-REQUIRED", async () => {
    const url = await newUrl();
    const response = await fetch(url);
    expect(fromBase64(response.headers.get("payment-required"))).toEqual({
      x402Version: 2,
      error: expect.any(String),
      resource: {
        url,
        description: expect.stringContaining("Ümlaut & “quotes”"),
        mimeType: "text/markdown",
        serviceName: "Pennypost",
      },
      accepts: [
        {
          scheme: "exact",
          network: "eip155:84532",
          amount: "50000",
          asset: "0x036CbD53842c5426634e7929541eC2318f3dCF7e",
          payTo: seller?.address,
          maxTimeoutSeconds: expect.any(Number),
          extra: { name: "USDC", version: "2", paymentFlow: "upfront", quote, content },
        },
      ],
      extensions: {
        bazaar: expect.anything(),
        "offer-receipt": expect.anything(),
        "payment-identifier": expect.anything(),
        "sign-in-with-x": expect.anything(),
      },
    });
  });

  it("gets no byte of what is sold, and nothing a cache could keep", async () => {
    const response = await fetch(await newUrl());
    const seen = `${await response.text()} ${[...response.headers].flat().join(" ")} ${JSON.stringify(fromBase64(response.headers.get("payment-required")))}`;
    expect(seen).not.toContain(CONTENT);
    expect(response.headers.get("cache-control")).toMatch(/^private, no-store/);
  });
});

describe("the address of an item's page", () => {
  it("names the same seller however its @ is written, also beside a seller whose handle begins with 40", async () => {
    const other = await openShop(market.origin, accounts.creators[1] as LocalAccount, "40ada");
    const article = { price: "0.05", content: CONTENT, title: "One title, two sellers" };
    const itemId = await creator.sellArticle(article);
    await other.sellArticle(article);
    const { slug } = await creator.call<{ slug: string }>("GET", `/api/items/${itemId}`);
    for (const handle of ["@ada", "%40ada"]) {
      const response = await fetch(`${market.origin}/${handle}/${slug}`, { headers: { Accept: "application/json" } });
      const { accepts } = await response.json();
      expect([handle, response.status, accepts[0].payTo]).toEqual([handle, 402, seller?.address]);
    }
  });
});

describe("another site's page", () => {
  it("may ask first, with every header that x402 clients send", async () => {
    const response = await fetch(await newUrl(), {
      method: "OPTIONS",
      headers: {
        Origin: "https://reader.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "accept-payment,authorization,content-type,payment-signature,x-payment",
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-methods")).toContain("GET");
    const allowed = (response.headers.get("access-control-allow-headers") ?? "").toLowerCase().split(/, */);
    expect(allowed).toEqual(
      expect.arrayContaining(["accept-payment", "authorization", "content-type", "payment-signature", "x-payment"]),
    );
  });

  it("may read the offer and the settlement", async () => {
    const response = await fetch(await newUrl(), { headers: { Origin: "https://reader.example" } });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const exposed = (response.headers.get("access-control-expose-headers") ?? "").toLowerCase().split(/, */);
    expect(exposed).toEqual(
      expect.arrayContaining(["payment-required", "payment-response", "payment-receipt", "www-authenticate", "retry-after"]),
    );
  });
});

describe("HEAD and OPTIONS", () => {
  it.each(["HEAD", "OPTIONS"])("%s never settles a payment that it carries", async (method) => {
    const url = await newUrl();
    const { v1, v2 } = await signFor(url, requireBuyer());
    const [before, gas] = await Promise.all([money(), gasSpent()]);
    for (const [name, payment] of [["X-PAYMENT", v1] as const, ["PAYMENT-SIGNATURE", v2] as const]) {
      const response = await fetch(url, { method, headers: { [name]: toBase64(payment) } });
      expect(response.status).toBe(method === "HEAD" ? 402 : 204);
      expect(await response.text()).toBe("");
    }
    expect(await money()).toBe(before);
    expect(await gasSpent()).toBe(gas);
    const paid = await fetch(url, { headers: { "X-PAYMENT": toBase64(v1) } });
    expect(await paid.text()).toBe(CONTENT);
  });
});
