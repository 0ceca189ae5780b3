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

async function answering(status: number, body: string): Promise<string> {
  seen = {};
  server = createServer((incoming, outgoing) => {
    let text = "";
    incoming.on("data", (chunk) => {
      text += chunk;
    });
    incoming.on("end", () => {
      seen = { path: incoming.url, authorization: incoming.headers.authorization, body: JSON.parse(text) };
      outgoing.writeHead(status, { "Content-Type": "application/json" }).end(body);
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
