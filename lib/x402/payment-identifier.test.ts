import {
  appendPaymentIdentifierToExtensions,
  declarePaymentIdentifierExtension,
  validatePaymentIdentifier,
} from "@x402/extensions/payment-identifier";
import { expect, it } from "vitest";
import { paymentIdentifier, readPaymentId } from "./payment-identifier";

it("announces what the reference package announces, but for the schema, which its validator does not ask for", () => {
  const announced = paymentIdentifier["payment-identifier"];
  expect(announced.info).toEqual(declarePaymentIdentifierExtension().info);
  expect(validatePaymentIdentifier(announced)).toEqual({ valid: true });
});

it("reads the id that the reference package adds to an announcement, and none from a mere echo", () => {
  const id = "pay_7d5d747be160e280504c099d984bcfe0";
  const echo = () => structuredClone(paymentIdentifier) as Record<string, unknown>;
  expect(readPaymentId(appendPaymentIdentifierToExtensions(echo(), id))).toBe(id);
  expect([echo(), undefined, null, "text", {}, { "payment-identifier": 1 }].map(readPaymentId)).toEqual(Array(6).fill(null));
});

it.each(["short", "a".repeat(129), "with spaces in the id", "ünïcödé-ünïcödé-", 17, null])("refuses the id %j", (id) => {
  const refusal = { code: "invalid_payment_header", message: expect.stringContaining("payment-identifier") };
  const read = () => readPaymentId({ "payment-identifier": { info: { required: false, id } } });
  expect(read).toThrow(expect.objectContaining(refusal));
});

it.each(["a".repeat(16), "Z-9_".repeat(32)])("takes ids from 16 to 128 characters: %s", (id) => {
  expect(readPaymentId({ "payment-identifier": { info: { required: false, id } } })).toBe(id);
});
