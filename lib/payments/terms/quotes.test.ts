import { describe, expect, it } from "vitest";
import { type Hash, toAddress, toHash } from "../../kernel/address";
import { ATTEMPTS_MAX, boundNonce, boundTo } from "../../x402/exact/bound-nonce";
import { findBoundItem, isBound, isQuoted, issueQuote, type Quoted, quoteId } from "./quotes";

const key = new Uint8Array(32).fill(7);
const stolen = new Uint8Array(32).fill(8);
const payTo = toAddress("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
const payer = toAddress("0x15d34aaf54267db7d7c367839aaf71a00a2c6a65");
const quoted: Quoted = { chainId: 84532, itemId: "item_1", payTo, amount: 250_000n };
const minute = Date.UTC(2026, 10, 24, 3) / 1000;
const asked = { chainId: 84532, realm: "pennypost.example" };
const at = (seconds: number) => new Date((minute + seconds) * 1000);

describe("a quote", () => {
  it("is the same for everyone within a minute, and another in the next", () => {
    expect(issueQuote(key, quoted, at(0))).toEqual(issueQuote(key, quoted, at(59)));
    expect(issueQuote(key, quoted, at(59)).id).not.toBe(issueQuote(key, quoted, at(60)).id);
  });

  it("has this id, on every server with this key", () => {
    expect(issueQuote(key, quoted, at(12))).toEqual({
      id: "0x0b53569767498593b270678c7ac3ead3d7f5ad910ea0531f6e1458dfac860ecf",
      issuedAt: minute,
      expiresAt: minute + 900,
    });
  });

  it("is honoured for a quarter of an hour, and then no more", () => {
    const quote = issueQuote(key, quoted, at(0));
    expect([0, 899, 900].map((seconds) => isQuoted(key, quoted, quote, at(seconds)))).toEqual([true, true, true]);
    expect([901, 86_400, -61].map((seconds) => isQuoted(key, quoted, quote, at(seconds)))).toEqual([false, false, false]);
    // Another server of ours may be a minute ahead.
    expect(isQuoted(key, quoted, quote, at(-60))).toBe(true);
  });

  it.each<[string, Partial<Quoted>]>([
    ["another price", { amount: 1n }],
    ["another item", { itemId: "item_2" }],
    ["another payee", { payTo: payer }],
    ["another chain", { chainId: 8453 }],
  ])("is none for %s", (_what, change) => {
    expect(isQuoted(key, { ...quoted, ...change }, issueQuote(key, quoted, at(0)), at(1))).toBe(false);
  });

  it("is none when its date was changed or its id forged, of whatever length", () => {
    const quote = issueQuote(key, quoted, at(0));
    expect(isQuoted(key, quoted, { ...quote, issuedAt: minute + 60 }, at(61))).toBe(false);
    expect(isQuoted(key, quoted, issueQuote(stolen, quoted, at(0)), at(1))).toBe(false);
    for (const id of ["0x", "0x00", `0x${"é".repeat(64)}`] as const)
      expect(isQuoted(key, quoted, { ...quote, id: id as Hash }, at(1))).toBe(false);
    expect(isQuoted(key, quoted, { ...quote, issuedAt: Number.NaN }, at(1))).toBe(false);
  });
});

describe("a bound nonce", () => {
  const quote = issueQuote(key, quoted, at(0));
  const signed = (attempt: number) =>
    ({
      from: payer,
      to: payTo,
      value: quoted.amount,
      ...boundTo(quote, "item_1", attempt, payer, 84532),
    }) as const;

  it("has this value", () => {
    const quoteOf = toHash(`0x${"ab".repeat(32)}`);
    expect(boundNonce(84532, payer, { itemId: "item_1", quoteId: quoteOf, attempt: 0 })).toBe(
      "0x108ff2e9a7f938966c5a5dfd0c21cde5dcd05130c8d753b600965715ea830649",
    );
  });

  it("is recognised as this item's, for each attempt", () => {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) expect(isBound(key, asked, "item_1", signed(attempt))).toBe(true);
    expect(new Set(Array.from({ length: ATTEMPTS_MAX }, (_, attempt) => signed(attempt).nonce)).size).toBe(ATTEMPTS_MAX);
    expect(signed(ATTEMPTS_MAX)).toEqual(signed(0));
  });

  it("is recognised as nobody else's: item, payer, payee, price, chain, end of life, key", () => {
    const authorization = signed(0);
    expect(isBound(key, asked, "item_2", authorization)).toBe(false);
    expect(isBound(key, asked, "item_1", { ...authorization, from: payTo })).toBe(false);
    expect(isBound(key, asked, "item_1", { ...authorization, to: payer })).toBe(false);
    expect(isBound(key, asked, "item_1", { ...authorization, value: 1n })).toBe(false);
    expect(isBound(key, { ...asked, chainId: 8453 }, "item_1", authorization)).toBe(false);
    for (const later of [1n, 60n, -60n])
      expect(isBound(key, asked, "item_1", { ...authorization, validBefore: authorization.validBefore + later })).toBe(false);
    expect(isBound(stolen, asked, "item_1", authorization)).toBe(false);
    const early = (issuedAt: number) => {
      const never = { id: quoteId(key, quoted, issuedAt), issuedAt, expiresAt: issuedAt + 900 };
      return { ...authorization, ...boundTo(never, "item_1", 0, payer, 84532) };
    };
    // Quotes are issued on whole minutes, of our days.
    expect([minute + 60, minute + 1, 0, -60].map((issuedAt) => isBound(key, asked, "item_1", early(issuedAt)))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(isBound(key, asked, "item_1", { ...authorization, nonce: toHash(`0x${"5".repeat(64)}`) })).toBe(false);
  });

  it("is of sixteen attempts, and of no other", () => {
    const next = boundNonce(84532, payer, { itemId: "item_1", quoteId: quote.id, attempt: ATTEMPTS_MAX });
    expect(isBound(key, asked, "item_1", { ...signed(0), nonce: next })).toBe(false);
  });

  it("comes with a life that begins ten minutes before its quote and ends six after", () => {
    expect(signed(0)).toMatchObject({ validAfter: BigInt(minute - 600), validBefore: BigInt(minute + 360) });
  });

  it("is found among items by the log alone, for as long as the authorization can be settled", () => {
    const items = ["item_3", "item_2", "item_1"];
    for (const seconds of [0, 59, 60, 180, 359, 420, -5, -60])
      expect([seconds, findBoundItem(key, asked, items, signed(3), at(seconds))]).toEqual([seconds, "item_1"]);
    expect(findBoundItem(key, asked, ["item_2"], signed(3), at(10))).toBeNull();
    // A minute of difference between clocks is allowed for, and no more.
    for (const seconds of [421, -61]) expect(findBoundItem(key, asked, items, signed(3), at(seconds))).toBeNull();
    expect(quoteId(key, quoted, minute)).toBe(quote.id);
  });
});
