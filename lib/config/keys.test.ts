import { expect, it } from "vitest";
import { deriveKey } from "./keys";

const secret = "a secret of thirty-two characters or more";
const hex = (label: string, from = secret) => Buffer.from(deriveKey(from, label)).toString("hex");

it("gives each use of the secret a key of its own, the same on every server", () => {
  expect(hex("quotes")).toBe(hex("quotes"));
  expect(hex("quotes")).toHaveLength(64);
  expect(new Set([hex("quotes"), hex("receipts"), hex("quotes", `${secret}!`)]).size).toBe(3);
});
