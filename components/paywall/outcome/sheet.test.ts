import { describe, expect, it } from "vitest";
import { locales } from "@/lib/i18n/locales";
import { toAddress } from "@/lib/kernel/address";
import { networks } from "@/lib/x402/networks";
import type { ClosedState, Context } from "../sheet";
import type { InitialOwnership, PaywallItem } from "../types";
import type { OwnedHow, PriceNotice } from "../wall-machine";
import { sheetOf } from "./sheet";

const item: PaywallItem = {
  id: "item_1",
  kind: "article",
  title: "A piece",
  amount: "250000",
  priceLabel: "$0.25",
  words: 1840,
  minutes: 8,
  fileCount: 0,
  bytes: "0",
  creatorName: "Alice",
  payTo: toAddress("0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
  sha256: "00",
  url: "http://localhost/api/items/item_1/content",
};
const base = { label: networks.base.label, test: false, demo: false };
const stranger: InitialOwnership = { state: "none" };

const notices: (PriceNotice | null)[] = [
  null,
  "declined",
  "not_bought",
  "offline",
  "busy",
  "sign_in_refused",
  "faucet_empty",
  "wallet_failed",
  "wallet_busy",
  "wallet_left",
  "account_switched",
  "signed_late",
  "not_as_shown",
];
const hows: OwnedHow[] = ["remembered", "refused", "paid"];
const price: ClosedState = { at: "price", notice: null };

const states: ClosedState[] = [
  ...notices.map((notice): ClosedState => ({ at: "price", notice })),
  ...hows.map((how): ClosedState => ({ at: "prove", how, purchasedAt: null, notice: null })),
  { at: "prove", how: "remembered", purchasedAt: "2026-05-03T10:00:00Z", notice: "declined" },
  { at: "connecting" },
  { at: "switching" },
  { at: "proving", back: price },
  { at: "checking", what: "library" },
  { at: "checking", what: "terms" },
  { at: "wrong-network" },
  { at: "low-balance", balance: 100_000n, address: "0x1", watched: true },
  { at: "signing" },
  { at: "paying", step: 1 },
  { at: "unknown" },
  { at: "price-changed" },
  { at: "failed", reason: "insufficient_funds" },
  { at: "failed", reason: "something_new" },
  { at: "paused" },
  { at: "gone" },
  { at: "own" },
  { at: "load-failed" },
];

const read = (state: ClosedState, over: Partial<Context> = {}) =>
  sheetOf({ amount: 250_000n, receiptId: null, state }, { item, network: base, initial: stranger, locale: "en", ...over });

const wordsOf = ({ title, lead, notice, choices, offer }: ReturnType<typeof read>) => [
  title,
  ...lead,
  ...(notice ? [notice.text] : []),
  ...choices.map(([label]) => label),
  ...(offer?.line ? [offer.line] : []),
];

describe("what the wall says", () => {
  it.each(locales.flatMap((locale) => states.map((state) => [locale, state.at, state] as const)))(
    "is all there, in %s: %s",
    (locale, _at, state) => {
      for (const words of wordsOf(read(state, { locale }))) expect(words).toMatch(/\S/);
    },
  );

  it("leaves no English in its Japanese, but for names", () => {
    for (const state of states) {
      const words = wordsOf(read(state, { locale: "ja" })).join(" ");
      expect(words.replaceAll(/\b(Base|USDC|Pennypost)\b/g, "")).not.toMatch(/[A-Za-z]{2,}/);
    }
  });

  it("says whether money moved, wherever something went wrong", () => {
    const wrong = states.filter((state) => state.at !== "own" && !("notice" in state && state.notice === "not_bought"));
    const said = /charged|Nothing moves|not known yet|costs nothing/;
    for (const state of wrong) {
      const { progress, offer, notice, ...sheet } = read(state);
      if ((offer && !notice) || progress === 1) continue;
      expect([...sheet.lead, notice?.text].join(" "), state.at).toMatch(said);
    }
  });

  it("never asks for money where some is on its way or has arrived", () => {
    for (const state of [{ at: "paying", step: 1 }, { at: "unknown" }] satisfies ClosedState[]) {
      expect(read(state).choices).toEqual([]);
    }
    const arrived = read({ at: "prove", how: "paid", purchasedAt: null, notice: null });
    expect(arrived.choices.map(([, act]) => act)).toEqual(["prove"]);
    expect(read({ at: "load-failed" }).choices.map(([, act]) => act)).toEqual(["open", "prove"]);
  });

  it("compares the balance with the price, and says where to get more", () => {
    const low: ClosedState = { at: "low-balance", balance: 100_000n, address: "0x1", watched: true };
    expect(read(low).lead).toEqual([
      "You have $0.10, this costs $0.25. Nothing was charged.",
      "Add USDC on Base to this wallet: bought in the wallet, from an exchange or from another wallet.",
    ]);
    expect(read(low, { network: { label: "Base Sepolia", test: true, demo: false } }).lead[1]).toContain("from a faucet");
    expect(read(low, { network: { ...base, demo: true } }).choices[0]).toEqual(["Get test USDC and unlock", "fund"]);
  });

  it("opens one's own piece at once with a session, and after a proof without", () => {
    expect(read({ at: "own" }, { initial: { state: "creator" } }).choices).toEqual([["Open it", "open"]]);
    expect(read({ at: "own" }).choices).toEqual([["Open it", "prove"]]);
  });

  it("names the day, with its year unless it is this one", () => {
    const on = (purchasedAt: string, locale: "en" | "ja" = "en") =>
      read({ at: "prove", how: "remembered", purchasedAt, notice: null }, { locale }).title;
    expect(on("2019-05-03T10:00:00Z")).toBe("You bought this on 3 May 2019");
    expect(on("2019-05-03T10:00:00Z", "ja")).toBe("2019年5月3日に購入済みです");
    expect(on(`${new Date().getUTCFullYear()}-05-03T10:00:00Z`)).toBe("You bought this on 3 May");
  });
});
