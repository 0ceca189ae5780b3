import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { toAddress, toHash } from "../kernel/address";
import { networks } from "../x402/networks";
import type { SettlementRequest } from "./facilitator";
import { createHttpFacilitator, settleRequest } from "./http-facilitator";

const request: SettlementRequest = {
  x402Version: 2,
  resource: "https://pennypost.example/api/items/item_1/content",
  authorization: {
    from: toAddress("0x1111111111111111111111111111111111111111"),
    to: toAddress("0x2222222222222222222222222222222222222222"),
    value: 250_000n,
    validAfter: 0n,
    validBefore: 1_800_000_000n,
    nonce: toHash(`0x${"ab".repeat(32)}`),
    signature: `0x${"cd".repeat(65)}`,
  },
};
const hash = `0x${"ef".repeat(32)}`;
const attempt = { facilitator: "remote", signed: null };

let server: Server | undefined;
let seen: { path?: string | undefined; authorization?: string | undefined; body?: unknown };

async function answering(status: number, body: string, headers: Record<string, string> = {}): Promise<string> {
  seen = {};
  server = createServer((incoming, outgoing) => {
    let text = "";
    incoming.on("data", (chunk) => {
      text += chunk;
    });
    incoming.on("end", () => {
      seen = { path: incoming.url, authorization: incoming.headers.authorization, body: JSON.parse(text) };
      outgoing.writeHead(status, { "Content-Type": "application/json", ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())));

describe("a remote facilitator", () => {
  it("gets the payment in the version it was signed for", async () => {
    const url = await answering(200, JSON.stringify({ success: true, transaction: hash, network: "eip155:84532" }));
    await createHttpFacilitator(`${url}/`, networks.local, "secret").submit(attempt, request);
    expect(seen).toMatchObject({
      path: "/settle",
      authorization: "Bearer secret",
      body: {
        x402Version: 2,
        paymentPayload: { accepted: { amount: "250000" } },
        paymentRequirements: { network: "eip155:84532" },
      },
    });
    expect(settleRequest({ ...request, x402Version: 1 }, networks.local)).toMatchObject({
      paymentPayload: { x402Version: 1, network: "base-sepolia" },
      paymentRequirements: { maxAmountRequired: "250000", resource: request.resource },
    });
  });

  it("gets what the client sent beside a payment as it came", async () => {
    const url = await answering(200, JSON.stringify({ success: true, transaction: hash }));
    const shown = { resource: { url: request.resource, tags: ["a"], own: 1 }, extensions: { bazaar: { info: { input: {} } } } };
    await createHttpFacilitator(url, networks.local).submit(attempt, { ...request, shown });
    expect(seen.body).toMatchObject({ paymentPayload: shown });
  });

  it("is heard on what it does with extensions, in a few words, and with none where it says nothing that can be read", async () => {
    const saying = async (header: string) => {
      const url = await answering(200, JSON.stringify({ transaction: hash }), { "EXTENSION-RESPONSES": header });
      const { extensions } = await createHttpFacilitator(url, networks.local).submit(attempt, request);
      await new Promise((resolve) => server?.close(resolve));
      return extensions;
    };
    const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");
    const answer = { bazaar: { status: "rejected", rejectedReason: "x".repeat(300), signature: "0xsecret" } };
    expect(await saying(base64(answer))).toBe(`bazaar: rejected, ${"x".repeat(100)}`);
    for (const odd of ["%%%", base64([1]), base64(null), base64({}), "A".repeat(9_000)]) expect(await saying(odd)).toBeNull();
  });

  it.each([
    [200, JSON.stringify({ success: true, transaction: hash })],
    [200, JSON.stringify({ success: false, errorReason: "settlement_pending", transaction: hash })],
    [202, JSON.stringify({ transaction: hash })],
    [500, JSON.stringify({ error: "pending", transaction: hash })],
  ])("is read for a transaction to look up, whatever its status: %i %s", async (status, body) => {
    const url = await answering(status, body);
    expect(await createHttpFacilitator(url, networks.local).submit(attempt, request)).toEqual({
      transaction: hash,
      receipt: null,
      extensions: null,
    });
  });

  it.each([
    [200, JSON.stringify({ success: true, transaction: "" })],
    [200, "<html>busy</html>"],
    [200, "null"],
    [200, JSON.stringify({ transaction: "0x12" })],
  ])("that tells no transaction is no verdict: %i %s", async (status, body) => {
    const url = await answering(status, body);
    expect((await createHttpFacilitator(url, networks.local).submit(attempt, request)).transaction).toBeNull();
  });
});
