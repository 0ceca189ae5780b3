// What the wall says at rest; what comes of a click stands in outcome/. Each says what happened, whether money moved, and what to do. Dollars first; chain words only in the details.
import { formatCount } from "@/components/format/format-number";

export const en = {
  title: { article: "Keep reading", file: "Get the files" },
  moreWords: (count: number, minutes: number) => `${formatCount(count, "more word", "more words")} · ${minutes}\u00a0min`,
  files: (count: number, size: string) => `${formatCount(count, "file")} · ${size}`,
  fee: { test: "Test USDC · no network fee for you", real: "USDC · no network fee for you" },
  unlock: {
    article: (price: string) => `Unlock for ${price}`,
    file: (price: string) => `Unlock for ${price}`,
  },
  promise: {
    article: (creator: string) => `One payment. Re-read on any device with this wallet. Goes straight to ${creator}.`,
    file: (creator: string) => `One payment. Download again on any device with this wallet. Goes straight to ${creator}.`,
  },
  from: (address: string, wallet: string) => `From ${address} · ${wallet}.`,
  review: "You sign a message. Nothing moves until the server accepts it.",
  already: "Already bought it?",
  signIn: "Sign in with your wallet",
  final: "Sales are final unless the creator refunds. Payments are public, as everything on a public chain is.",
  agents: "For agents: this URL answers 402",
  stop: ".",
  details: { title: "Details", network: "Network", payTo: "Paid to", sha256: "SHA-256", url: "URL" },
  checking: { library: "Checking your library…", terms: "One moment…" },
  own: {
    title: "This is yours",
    text: (price: string) => `Readers are asked for ${price} here. Nobody can buy their own piece.`,
    action: "Open it",
  },
  offline: "Pennypost could not be reached. Nothing was signed or charged. Check your connection and try again.",
  announced: "Unlocked",
};
