import { describe, expect, it } from "vitest";
import { toAddress } from "@/lib/kernel/address";
import { encodeHeader } from "@/lib/x402/exact/authorization";
import { networks } from "@/lib/x402/networks";
import { fixedPrice } from "@/lib/x402/price";
import { readAnswer, retryMsOf } from "./answer";

const network = networks.local;
const payTo = toAddress("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
const shown = { network, price: fixedPrice([250_000n]), payTo };

function offered(amount: string) {
  return {
    scheme: "exact",
    network: network.v1,
    maxAmountRequired: amount,
    asset: network.asset,
    payTo,
    resource: "http://localhost/api/items/item_1/content",
    description: "",
    mimeType: "text/markdown",
    maxTimeoutSeconds: 300,
    extra: { ...network.domain },
  };
}

const refusal = (error: string, amount = "250000") =>
  Response.json({ x402Version: 1, error, accepts: [offered(amount)] }, { status: 402 });

const problem = (status: number, code: string, headers: HeadersInit = {}) =>
  Response.json({ type: `/docs/errors/${code}`, title: code, status, code, detail: "…" }, { status, headers });

const read = (response: Response, again = false) => readAnswer(response, "article", shown, again);

describe("an answer to a payment", () => {
  it("opens an article with its receipt", async () => {
    const response = new Response("<p>The rest.</p>", { headers: { "pennypost-receipt": "pur_1" } });
    expect(await read(response)).toEqual({
      final: true,
      event: { type: "opened", content: { kind: "article", html: "<p>The rest.</p>" }, receiptId: "pur_1", fresh: true },
    });
  });

  it("opens the files of a file item", async () => {
    const files = [{ id: "file_1", name: "a.csv", mediaType: "text/csv", bytes: "12", sha256: "00", url: "/f" }];
    const answer = await readAnswer(
      Response.json({ files, note: "Print them.", noteHtml: "<p>Print them.</p>" }),
      "file",
      shown,
      false,
    );
    expect(answer).toMatchObject({
      final: true,
      event: { type: "opened", content: { kind: "file", files, html: "<p>Print them.</p>" } },
    });
  });

  it("says owned, not failed, when the paid bytes break off", async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });
    expect(await read(new Response(broken))).toEqual({ final: true, event: { type: "load-failed" } });
  });

  it("gives the reason of a refusal, from the header or the body", async () => {
    expect(await read(refusal("insufficient_funds"))).toEqual({
      final: true,
      event: { type: "refused", reason: "insufficient_funds" },
    });
    const withHeader = refusal("general");
    withHeader.headers.set("x-payment-response", encodeHeader({ success: false, errorReason: "invalid_transaction_state" }));
    expect(await read(withHeader)).toEqual({ final: true, event: { type: "refused", reason: "invalid_transaction_state" } });
  });

  it("asks again when the price changed meanwhile", async () => {
    const answer = await read(refusal("invalid_exact_evm_payload_authorization_value", "300000"));
    expect(answer).toEqual({ final: true, event: { type: "price-changed", amount: 300_000n } });
  });

  it("tells a second payment that was refused from a first one whose answer was lost", async () => {
    expect(await read(problem(409, "already_owned"))).toMatchObject({ event: { type: "owned", how: "refused" } });
    expect(await read(problem(409, "already_owned"), true)).toMatchObject({ event: { type: "owned", how: "paid" } });
  });

  it("takes a payment that another client must have begun for one that is paid", async () => {
    expect(await read(problem(409, "claim_required"), true)).toMatchObject({ event: { type: "owned", how: "paid" } });
  });

  it.each([
    ["own_item", 409, { type: "own" }],
    ["wallet_blocked", 403, { type: "refused", reason: "wallet_blocked" }],
    ["removed", 410, { type: "gone" }],
    ["payment_conflict", 409, { type: "refused", reason: "payment_conflict" }],
    ["invalid_payment_header", 400, { type: "refused", reason: "invalid_payment_header" }],
    ["payments_paused", 503, { type: "paused" }],
  ])("takes %s as final", async (code, status, event) => {
    expect(await read(problem(status, code))).toEqual({ final: true, event });
  });

  it.each([
    ["a pending settlement", problem(503, "settlement_pending", { "retry-after": "5" }), 5_000],
    ["too many requests", problem(429, "too_many_requests", { "retry-after": "7" }), 7_000],
    ["an error of ours", problem(500, "internal"), 3_000],
    ["a gateway's HTML", new Response("<h1>Bad gateway</h1>", { status: 502 }), 3_000],
    ["an endless wait", problem(503, "settlement_pending", { "retry-after": "86400" }), 30_000],
    ["a wait that is no number", problem(503, "settlement_pending", { "retry-after": "soon" }), 3_000],
  ])("never takes %s for a failure", async (_what, response, retryMs) => {
    expect(await read(response)).toEqual({ final: false, retryMs });
  });

  it("does not end the waiting for a sent payment because payments are paused now", async () => {
    expect(await read(problem(503, "payments_paused"), true)).toMatchObject({ final: false });
  });

  it("treats a 402 that cannot be read as no answer", async () => {
    await expect(read(new Response("<h1>Pay</h1>", { status: 402 }))).rejects.toThrow();
  });

  it("waits at least a little", () => {
    expect(retryMsOf(new Response(null, { headers: { "retry-after": "0" } }))).toBe(3_000);
  });
});
