// Every sentence of the wall. Each says what happened, whether money moved, and what to do. Dollars first; chain words only in the details.
import { formatCount } from "@/components/item/format";
import { formatBytes } from "@/lib/kernel/bytes";
import { formatUsd } from "@/lib/kernel/money";
import type { PaywallItem, PaywallNetwork } from "./types";
import type { OwnedHow, PriceNotice } from "./wall-machine";

export const price = {
  title: { article: "Keep reading", file: "Get the files" },
  fee: (network: PaywallNetwork) => (network.test ? "Test USDC · no network fee for you" : "USDC · no network fee for you"),
  unlock: (amount: bigint) => `Unlock for ${formatUsd(amount)}`,
  promise: (creatorName: string, kind: PaywallItem["kind"]) =>
    `One payment. ${kind === "article" ? "Re-read" : "Download again"} on any device with this wallet. Goes straight to ${creatorName}.`,
  review: "You sign a message. Nothing moves until the server accepts it.",
  already: "Already bought it?",
  signIn: "Sign in with your wallet",
  final: "Sales are final unless the creator refunds. Payments are public, as everything on a public chain is.",
  agents: "For agents: this URL answers 402",
};

export function lengthOf({ kind, words, minutes, fileCount, bytes }: PaywallItem): string {
  if (kind === "file") return `${formatCount(fileCount, "file")} · ${formatBytes(bytes)}`;
  return `${formatCount(words, "more word", "more words")} · ${minutes}\u00a0min`;
}

export const notices: Record<PriceNotice, string> = {
  declined: "You cancelled. Nothing was charged.",
  not_bought: "This wallet has not bought it. If you paid with another one, switch to that and sign in again.",
  offline: "Pennypost could not be reached. Nothing was signed or charged. Check your connection and try again.",
  wallet_failed: "The wallet did not answer. Nothing was charged. Check that it is unlocked and try again.",
  not_as_shown:
    "The server asked for something other than what is shown here, so nothing was signed. Nothing was charged. Reload the page and try again.",
};

export const waiting = {
  connecting: {
    title: "Waiting for your wallet…",
    text: "Choose a wallet, and allow it to connect. Nothing is charged by that.",
  },
  checking: { title: "One moment…", text: "" },
  signing: { title: "Confirm in your wallet", text: price.review },
  paying: { title: "Paying…", text: "This takes a few seconds. Keep the page open." },
  unknown: {
    title: "Still checking. Do not pay again.",
    text: "The payment was sent, but its outcome is not known yet. This page asks by itself until it is. If the money moved, the piece opens; if not, it says so.",
  },
};

export const steps = ["Signed", "Verified", "Settled", "Delivered"];

export const cancel = "Cancel";
export const retry = "Try again";

const dayAndMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const withYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function dayOf(iso: string): string {
  const date = new Date(iso);
  return (date.getUTCFullYear() === new Date().getUTCFullYear() ? dayAndMonth : withYear).format(date);
}

export const prove = {
  title: (how: OwnedHow, purchasedAt: string | null) => {
    if (purchasedAt) return `You bought this on ${dayOf(purchasedAt)}`;
    return how === "paid" ? "Your payment arrived" : "This wallet owns it already";
  },
  text: {
    remembered: "Confirm it’s you with one signature. It costs nothing.",
    refused: "Nothing was charged now. Confirm it’s you with one signature to open it; it costs nothing.",
    paid: "You own this, and were charged once only. Confirm it’s you with one signature to open it; it costs nothing.",
  } satisfies Record<OwnedHow, string>,
  confirm: "Confirm it’s you",
  another: "Use another wallet",
};

export const wrongNetwork = {
  title: "Your wallet is on another network",
  text: (network: PaywallNetwork) => `This is sold on ${network.label}. Nothing was charged.`,
  action: (network: PaywallNetwork) => `Switch to ${network.label}`,
};

export const lowBalance = {
  title: "Not enough USDC",
  text: (balance: bigint, amount: bigint) =>
    `You have ${formatUsd(balance)}, this costs ${formatUsd(amount)}. Nothing was charged.`,
  add: ({ label, test }: PaywallNetwork) =>
    test
      ? `Get test USDC on ${label} from a faucet, then try again.`
      : `Add USDC on ${label} to this wallet, from an exchange or another wallet, then try again.`,
  faucet: "Get test USDC and unlock",
};

export const priceChanged = {
  title: (amount: bigint) => `The price is now ${formatUsd(amount)}`,
  text: "It changed while you were reading. Nothing was charged. Confirm the new price to go on.",
};

const insufficient = "The wallet does not hold enough USDC.";
const late = "It took too long, and the signature expired.";
const unsigned = "The signature was not accepted.";

const reasons: Record<string, string> = {
  insufficient_funds: insufficient,
  invalid_exact_evm_insufficient_balance: insufficient,
  invalid_exact_evm_payload_signature: unsigned,
  eip6492_factory_not_allowed:
    "This kind of smart wallet is taken only once it is deployed. Send something from it first, then try again.",
  invalid_exact_evm_payload_authorization_valid_before: late,
  invalid_exact_evm_payload_authorization_valid_after: "The signature is not valid yet; the clock of this device may be wrong.",
  invalid_exact_evm_payload_authorization_value: "It was signed for another price.",
  invalid_transaction_state: "The wallet’s authorization was cancelled or used elsewhere, or the token refused it.",
  payment_conflict: "The same payment was already presented for something else.",
};

export const failed = {
  title: "The payment did not go through",
  text: (reason: string) => `You were not charged. ${reasons[reason] ?? "The network did not take it."}`,
};

export const paused = {
  title: "Payments are paused",
  text: "Nothing was charged. The free part is still here; try again in a little while.",
};

export const gone = {
  title: "This is no longer sold",
  text: "Its creator took it down. Nothing was charged. If you bought it before, sign in with that wallet to open it.",
};

export const own = {
  title: "This is yours",
  text: (amount: bigint) => `Readers are asked for ${formatUsd(amount)} here. Nobody can buy their own piece.`,
  action: "Open it",
};

export const loadFailed = {
  title: "You own this",
  text: "It could not be loaded. You will not be charged again; retry.",
};

export const open = { announced: "Unlocked", fresh: "Unlocked", owned: "Yours", receipt: "Receipt" };
