import { createSIWxMessage, createSIWxPayload, encodeSIWxHeader } from "@x402/extensions/sign-in-with-x";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { networks } from "./networks";
import { parseSignInHeader, signInExtension, signInMessage } from "./sign-in-with-x";

const url = "https://pennypost.example/api/items/item_1/content";
const account = privateKeyToAccount(`0x${"11".repeat(32)}`);
const challenge = {
  url,
  networks: [networks["base-sepolia"]],
  nonce: "6924ba00a1b2c3d4",
  issuedAt: new Date("2026-05-03T10:00:00.000Z"),
  expiresAt: new Date("2026-05-03T10:05:00.000Z"),
};
const chain = { chainId: "eip155:84532", type: "eip191" } as const;
const fields = { ...signInExtension(challenge).info, ...chain, address: account.address };
const header = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");

describe("the message", () => {
  it("is this one, to the letter", () => {
    expect(signInMessage(fields)).toBe(`pennypost.example wants you to sign in with your Ethereum account:
0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A

Open what this wallet bought, for nothing.

URI: https://pennypost.example/api/items/item_1/content
Version: 1
Chain ID: 84532
Nonce: 6924ba00a1b2c3d4
Issued At: 2026-05-03T10:00:00.000Z
Expiration Time: 2026-05-03T10:05:00.000Z`);
  });

  const { statement: _statement, expirationTime: _expiration, ...bare } = fields;
  it.each([
    ["all that we ask for", fields],
    ["no statement, no end", bare],
    ["every optional line", { ...fields, notBefore: "2026-05-03T10:00:00Z", requestId: "r-1", resources: [url] }],
  ])("is what the stock client signs: %s", (_name, each) => {
    expect(signInMessage(each)).toBe(createSIWxMessage(each, account.address));
  });
});

describe("the header", () => {
  it("is read as the stock client writes it", async () => {
    const info = { ...signInExtension(challenge).info, ...chain };
    const parsed = parseSignInHeader(encodeSIWxHeader(await createSIWxPayload(info, account, url)));
    expect(parsed).toMatchObject({ ...fields, wallet: account.address.toLowerCase() });
  });

  const signed = { ...fields, signature: "0x1234" };
  it.each([
    ["no base64", "%%%"],
    ["no JSON", Buffer.from("nothing").toString("base64")],
    ["no UTF-8", Buffer.from([0xff, 0xfe]).toString("base64")],
    ["a list", header([])],
    ["a missing field", header({ ...signed, nonce: undefined })],
    ["a line break in the statement", header({ ...signed, statement: "Hello\nURI: https://evil.example" })],
    ["a line break in a resource", header({ ...signed, resources: ["https://a.example\n- b"] })],
    ["a user name before the host", header({ ...signed, domain: "pennypost.example@evil.example" })],
    ["a key of another kind", header({ ...signed, type: "ed25519" })],
    ["another family of chains", header({ ...signed, chainId: "solana:1" })],
    ["a signature without end", header({ ...signed, signature: `0x${"ab".repeat(5000)}` })],
  ])("is refused with a reason, never with a crash: %s", (_name, text) => {
    expect(() => parseSignInHeader(text)).toThrow(/^sign-in-with-x: the header /);
  });
});
