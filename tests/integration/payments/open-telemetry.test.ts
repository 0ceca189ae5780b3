// Spans of purchases, at a receiver that may be good or bad: what is told, what is not, and that nobody waits for it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "../../../lib/kernel/errors";
import { inSpan, type Recorder, recordWith } from "../../../lib/kernel/trace";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { createRecorder, type TracingSettings, WAITING_MAX } from "../../../lib/telemetry/open-telemetry";
import { type OtlpReceiver, startOtlpReceiver } from "../../support/otlp-receiver";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { newPayer } from "../adversity/stage";

let receiver: OtlpReceiver;
let recorder: Recorder;
/** What was told of the receiver: true for a failure. */
let told: boolean[];

function record(more: Partial<TracingSettings> = {}) {
  recorder = createRecorder({
    endpoint: receiver.url,
    headers: { authorization: "Bearer of-the-receiver" },
    serviceName: "pennypost",
    share: 1,
    onReceiver: (error) => told.push(error !== null),
    exportTimeoutMs: 500,
    ...more,
  });
  recordWith(recorder);
}

beforeEach(async () => {
  told = [];
  receiver = await startOtlpReceiver();
  record();
});
afterEach(async () => {
  recordWith(undefined);
  await receiver.stop();
});

describe("a purchase", () => {
  let world: PaymentWorld;
  beforeAll(async () => {
    world = await createPaymentWorld();
  });
  afterAll(() => world?.stop());

  it("is a span with its stages and the calls of each, and tells no signature, nonce, secret or text", async () => {
    const offer = await world.sellItem();
    const buyer = await newPayer(world);
    const payment = await world.sign(buyer, offer);
    receiver.spans.length = 0;
    const bought = await purchase(world, offer, payment, "agent");
    expect(bought.state).toBe("confirmed");
    await recorder.flush();
    const whole = receiver.spans.find(({ name }) => name === "purchase");
    expect(whole).toMatchObject({
      parentSpanId: undefined,
      facts: { "pennypost.item.id": offer.id, "pennypost.purchase.state": "confirmed" },
    });
    const ofIt = receiver.spans.filter(({ traceId }) => traceId === whole?.traceId);
    const stages = ofIt.filter(({ parentSpanId }) => parentSpanId === whole?.spanId).map(({ name }) => name);
    for (const stage of ["look-up", "simulate", "claim", "send", "confirm"]) expect(stages).toContain(`purchase.${stage}`);
    const byId = new Map(ofIt.map((span) => [span.spanId, span]));
    const calls = ofIt.filter(({ name }) => name.startsWith("rpc "));
    expect(calls.map(({ name }) => name)).toContain("rpc eth_call");
    for (const { parentSpanId } of calls) expect(byId.get(parentSpanId ?? "")?.name).toMatch(/^purchase/);
    expect(receiver.headers().authorization).toBe("Bearer of-the-receiver");
    const { authorization } = payment;
    const all = receiver.bodies.join("\n").toLowerCase();
    for (const secret of [authorization.signature, authorization.nonce, buyer.address, offer.title])
      expect(all).not.toContain(secret.toLowerCase().replace(/^0x/, ""));
    expect(all).not.toContain("claimhash");
  });
});

describe("a receiver on a bad day", () => {
  const work = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, index) => inSpan("work", { index }, async () => index)));

  it.each(["hangs", "cuts", "fails", "babbles"] as const)(
    "that %s holds nothing up, is told of once, and is used again",
    async (day) => {
      receiver.day(day);
      expect(await work(100)).toHaveLength(100);
      await recorder.flush().catch(() => {});
      await expect.poll(() => told, { timeout: 30_000 }).toEqual([true]);
      await work(100);
      await recorder.flush().catch(() => {});
      expect(told).toEqual([true]);
      receiver.day("good");
      await expect
        .poll(
          async () => {
            await work(1);
            await recorder.flush().catch(() => {});
            return told;
          },
          { timeout: 30_000 },
        )
        .toEqual([true, false]);
      expect(receiver.spans.length).toBeGreaterThan(0);
    },
  );

  it("that hangs leaves no more than a bounded number of spans in memory", async () => {
    record({ exportTimeoutMs: 60_000 });
    receiver.day("hangs");
    const count = 5 * WAITING_MAX;
    expect(await work(count)).toHaveLength(count);
    await expect.poll(() => receiver.asked(), { timeout: 30_000 }).toBeGreaterThan(0);
    await work(count);
    receiver.day("good");
    await expect
      .poll(
        async () => {
          await recorder.flush().catch(() => {});
          return receiver.spans.length;
        },
        { timeout: 60_000 },
      )
      .toBeGreaterThan(0);
    await recorder.flush().catch(() => {});
    expect(receiver.spans.length).toBeLessThanOrEqual(WAITING_MAX + 512);
  });
});

describe("a span", () => {
  it("of what fails says the error's name and code, and of a refusal its code", async () => {
    const secret = `0x${"cd".repeat(65)}`;
    const fault = Object.assign(new RangeError(secret), { code: "ENOSPC" });
    await expect(inSpan("fails", {}, () => Promise.reject(fault))).rejects.toBe(fault);
    await expect(inSpan("refuses", {}, () => Promise.reject(new Refusal("not_found", secret)))).rejects.toThrow();
    await recorder.flush();
    expect(receiver.spans).toMatchObject([
      { name: "fails", isFailed: true, facts: { "error.type": "RangeError ENOSPC" } },
      { name: "refuses", isFailed: false, facts: { "pennypost.refusal": "not_found" } },
    ]);
    expect(receiver.bodies.join()).not.toContain("cdcd");
  });

  it("is part of the one that its work runs in", async () => {
    await inSpan("outer", {}, async () => {
      await Promise.all([inSpan("one", {}, async () => 1), inSpan("two", {}, async () => 2)]);
    });
    await recorder.flush();
    const outer = receiver.spans.find(({ name }) => name === "outer");
    expect(receiver.spans.map(({ name, parentSpanId }) => [name, parentSpanId])).toEqual([
      ["one", outer?.spanId],
      ["two", outer?.spanId],
      ["outer", undefined],
    ]);
  });

  it("is recorded of no trace where the share is none, and its work runs all the same", async () => {
    record({ share: 0 });
    expect(await inSpan("unseen", {}, async () => 7)).toBe(7);
    await recorder.flush();
    expect(receiver.spans).toEqual([]);
  });
});
