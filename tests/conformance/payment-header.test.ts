// Payment headers made by hand from the specification's tables: which are one payment, which are none, and which answer comes back.
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { balanceOf } from "../../scripts/local/usdc";
import { type Creator, openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";
import { authorize, fromBase64, offerV1, offerV2, payloadV2, signFor, toBase64 } from "./payer";

let market: Market;
let creator: Creator;
const [seller, buyer] = [accounts.creators[0], accounts.readers[0]] as [LocalAccount, LocalAccount];
const CONTENT = "Paid for by hand.";
const TRANSACTION = /^0x[0-9a-f]{64}$/;

beforeAll(async () => {
  market = await startMarket();
  creator = await openShop(market.origin, seller, "ada");
});
afterAll(() => market?.stop());

async function newUrl(): Promise<string> {
  const itemId = await creator.sellArticle({ price: "0.05", content: CONTENT });
  return `${market.origin}/api/items/${itemId}/content`;
}

const money = () => balanceOf(market.chain, buyer.address);
const gasSpent = () => market.chain.getTransactionCount({ address: accounts.relayer.address });

/** Runs `attempt` and expects that no money and no gas moved meanwhile. */
async function movesNothing<T>(attempt: () => Promise<T>): Promise<T> {
  const before = await Promise.all([money(), gasSpent()]);
  const result = await attempt();
  expect(await Promise.all([money(), gasSpent()])).toEqual(before);
  return result;
}

/** A request with exactly these header lines: fetch would join or refuse some of them. */
function getRaw(url: string, lines: [string, string][]): Promise<{ status: number; body: string }> {
  const { hostname, port, pathname, host } = new URL(url);
  return new Promise((resolve, reject) => {
    const headers = [["Host", host], ...lines].flat();
    request({ hostname, port, path: pathname, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on("error", reject)
      .end();
  });
}

describe("a payment in either header", () => {
  it.each([
    ["v1", "X-PAYMENT", "X-PAYMENT-RESPONSE", "base-sepolia"],
    ["v2", "PAYMENT-SIGNATURE", "PAYMENT-RESPONSE", "eip155:84532"],
    ["v2", "X-PAYMENT", "X-PAYMENT-RESPONSE", "base-sepolia"],
    ["v1", "PAYMENT-SIGNATURE", "PAYMENT-RESPONSE", "eip155:84532"],
  ] as const)("%s in %s is paid, delivered and answered in %s", async (version, header, answer, network) => {
    const url = await newUrl();
    const signed = await signFor(url, buyer);
    const before = await money();
    const response = await fetch(url, { headers: { [header]: toBase64(signed[version]) } });
    expect([response.status, await response.text()]).toEqual([200, CONTENT]);
    expect(before - (await money())).toBe(50_000n);

    const other = answer === "PAYMENT-RESPONSE" ? "X-PAYMENT-RESPONSE" : "PAYMENT-RESPONSE";
    expect(response.headers.get(other)).toBeNull();
    const settled = fromBase64<{ transaction: `0x${string}` }>(response.headers.get(answer));
    expect(settled).toEqual({
      success: true,
      transaction: expect.stringMatching(TRANSACTION),
      network,
      payer: buyer.address.toLowerCase(),
      extensions: {
        "offer-receipt": { info: { receipt: expect.objectContaining({ format: "eip712" }) } },
      },
    });
    const receipt = await market.chain.getTransactionReceipt({ hash: settled.transaction });
    expect(receipt.status).toBe("success");
  });

  it("is answered with its own header and the spec's reason when it is refused", async () => {
    const url = await newUrl();
    const unpaid = await fetch(url);
    const accepted = offerV2(unpaid);
    const { payTo } = await offerV1(unpaid);
    const cheap = payloadV2(await authorize(buyer, payTo, "49999"), { ...accepted, amount: "49999" }, url);
    const response = await movesNothing(() => fetch(url, { headers: { "PAYMENT-SIGNATURE": toBase64(cheap) } }));
    const reason = "invalid_exact_evm_payload_authorization_value";
    expect(response.status).toBe(402);
    expect(await response.json()).toMatchObject({ x402Version: 1, error: reason, accepts: [{ maxAmountRequired: "50000" }] });
    expect(fromBase64(response.headers.get("payment-required"))).toMatchObject({ x402Version: 2, error: reason });
    expect(fromBase64(response.headers.get("payment-response"))).toMatchObject({
      success: false,
      errorReason: reason,
      transaction: "",
    });
  });

  it("is refused when both are sent, even if they are one payment", async () => {
    const url = await newUrl();
    const { v1, v2 } = await signFor(url, buyer);
    const headers = { "X-PAYMENT": toBase64(v1), "PAYMENT-SIGNATURE": toBase64(v2) };
    const response = await movesNothing(() => fetch(url, { headers }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "invalid_payment_header" });
  });
});

/** The last character before "==" has four bits that no decoder reads. */
function looseBits(payment: Record<string, unknown>): string {
  const json = JSON.stringify(payment);
  const padded = json + " ".repeat((4 - (Buffer.byteLength(json) % 3)) % 3);
  const header = Buffer.from(padded).toString("base64");
  const loose = header.replace(/(.)==$/, (_all, last: string) => `${String.fromCharCode(last.charCodeAt(0) + 1)}==`);
  expect(Buffer.from(loose, "base64").toString()).toBe(padded);
  expect(loose).not.toBe(header);
  return loose;
}

describe("one payment in other bytes", () => {
  /** Other base64, other JSON, other letter case, more fields: all say the same authorization. */
  const disguises: [string, (payment: Record<string, unknown>) => string][] = [
    ["whitespace in the JSON", (payment) => Buffer.from(JSON.stringify(payment, null, 2)).toString("base64")],
    ["keys in another order", (payment) => toBase64(Object.fromEntries(Object.entries(payment).reverse()))],
    ["an unknown field", (payment) => toBase64({ ...payment, note: "again" })],
    [
      "a key written twice",
      (payment) => Buffer.from(JSON.stringify(payment).replace("{", '{"x402Version":7,')).toString("base64"),
    ],
    ["loose bits at the end of the base64", looseBits],
    [
      "upper-case hex",
      (payment) =>
        toBase64(JSON.parse(JSON.stringify(payment).replace(/0x[0-9a-fA-F]+/g, (hex) => `0x${hex.slice(2).toUpperCase()}`))),
    ],
  ];

  it.each(disguises)("(%s) is not paid, and not delivered, twice", async (_name, disguise) => {
    const url = await newUrl();
    const { v1 } = await signFor(url, buyer);
    const first = await fetch(url, { headers: { "X-PAYMENT": disguise(v1 as Record<string, unknown>) } });
    expect([first.status, await first.text()]).toEqual([200, CONTENT]);
    const second = await movesNothing(() => fetch(url, { headers: { "X-PAYMENT": toBase64(v1) } }));
    expect(second.status).toBe(409);
    expect(await second.text()).not.toContain(CONTENT);
  });

  it("(garbage that a lenient decoder would skip) is no payment at all", async () => {
    const url = await newUrl();
    const { v1 } = await signFor(url, buyer);
    const header = toBase64(v1);
    const base64url = Buffer.from(JSON.stringify({ ...v1, note: "\u00ff\u00ff\u00fe???>>>" })).toString("base64url");
    const garbled = [
      `${header.slice(0, 8)}*!${header.slice(8)}`,
      `${header.slice(0, 8)} ${header.slice(8)}`,
      `${header}====`,
      `${header.replace(/=+$/, "")}%`,
      base64url,
    ];
    for (const value of garbled) {
      const response = await movesNothing(() => fetch(url, { headers: { "X-PAYMENT": value } }));
      expect(response.status, value.slice(0, 20)).toBe(400);
    }
  });

  it("presented by many at once settles once and is delivered once", async () => {
    const url = await newUrl();
    const { v1, v2 } = await signFor(url, buyer);
    const before = await Promise.all([money(), gasSpent()]);
    const headers = Array.from(
      { length: 12 },
      (_, index): Record<string, string> =>
        index % 2 ? { "X-PAYMENT": toBase64({ ...v1, note: index }) } : { "PAYMENT-SIGNATURE": toBase64({ ...v2, note: index }) },
    );
    const responses = await Promise.all(headers.map((each) => fetch(url, { headers: each })));
    expect(responses.map(({ status }) => status).sort()).toEqual([200, ...Array(11).fill(409)]);
    expect(await Promise.all([money(), gasSpent()])).toEqual([before[0] - 50_000n, before[1] + 1]);
  });
});

describe("headers that are not one payment", () => {
  it("are refused when the header comes twice", async () => {
    const url = await newUrl();
    const { v1 } = await signFor(url, buyer);
    const header = toBase64(v1);
    const twice = await movesNothing(() =>
      getRaw(url, [
        ["X-PAYMENT", header],
        ["x-payment", header],
      ]),
    );
    expect(twice.status).toBe(400);
    expect(twice.body).not.toContain(CONTENT);
  });

  it.each([
    ["empty", ""],
    ["not base64", "{}"],
    ["base64 of no JSON", Buffer.from("hello").toString("base64")],
    ["base64 of a number", toBase64(1)],
    ["base64 of null", toBase64(null)],
    ["an object without a version", toBase64({})],
    ["a version of the future", toBase64({ x402Version: 3 })],
    ["a version as text", toBase64({ x402Version: "1" })],
    ["a deep nest", Buffer.from(`${"[".repeat(3000)}${"]".repeat(3000)}`).toString("base64")],
  ])("are a clear 400 (%s)", async (_name, value) => {
    const url = await newUrl();
    const response = await movesNothing(() => fetch(url, { headers: { "X-PAYMENT": value } }));
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ code: "invalid_payment_header" });
  });

  it.each([
    ["the nonce", "nonce", "0x12"],
    ["the amount in hex", "value", "0xc350"],
    ["the amount with a sign", "value", "+50000"],
    ["the amount as a number", "value", 50_000],
    ["the amount beyond uint256", "value", "9".repeat(90)],
    ["the payer", "from", "alice.eth"],
    ["a field that is missing", "validBefore", undefined],
  ])("are a clear 400 (%s)", async (_name, field, value) => {
    const url = await newUrl();
    const { payload } = await signFor(url, buyer);
    const bad = {
      x402Version: 1,
      scheme: "exact",
      network: "base-sepolia",
      payload: { ...payload, authorization: { ...payload.authorization, [field]: value } },
    };
    const response = await movesNothing(() => fetch(url, { headers: { "X-PAYMENT": toBase64(bad) } }));
    expect(response.status).toBe(400);
  });

  it.each([
    ["another network", { network: "base" }, "invalid_network"],
    ["another scheme", { scheme: "upto" }, "invalid_scheme"],
  ])("are a 402 with the reason (%s)", async (_name, change, reason) => {
    const url = await newUrl();
    const { v1 } = await signFor(url, buyer);
    const response = await movesNothing(() => fetch(url, { headers: { "X-PAYMENT": toBase64({ ...v1, ...change }) } }));
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([402, reason]);
  });
});
