// What the card shows in each state: heading, what happened, whether money moved, what to do. Pure, in the reader's language.
import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { formatBytes } from "@/lib/kernel/bytes";
import { formatUsd } from "@/lib/kernel/money";
import { text } from "./text";
import type { InitialOwnership, PaywallItem, PaywallNetwork } from "./types";
import type { PayingStep, Wall, WallState } from "./wall-machine";

export type ClosedState = Exclude<WallState, { at: "open" }>;

/** A visitor's actions. */
export type Act = "buy" | "prove" | "open" | "fund" | "changeWallet" | "reload" | "cancel";

export interface Sheet {
  title: string;
  lead: string[];
  notice?: { text: string; tone: "plain" | "red" };
  /** Buttons, the likeliest first. */
  choices: [label: string, act: Act][];
  /** The price and its facts. `line`: a text instead of the button. */
  offer?: { line: string | null };
  /** Between the notice and the buttons. */
  aside?: ReactNode;
  /** Progress, if something is under way. */
  progress?: PayingStep | "unknown";
  /** The text after a while of waiting for a person and their wallet. */
  patience?: string;
}

export interface Context {
  item: PaywallItem;
  network: PaywallNetwork;
  initial: InitialOwnership;
  locale: Locale;
}

function lengthOf({ kind, words, minutes, fileCount, bytes }: PaywallItem, locale: Locale): string {
  const { files, moreWords } = text[locale];
  return kind === "file" ? files(fileCount, formatBytes(bytes)) : moreWords(words, minutes);
}

function offerSheet(at: "price" | "checking", { item, network, locale }: Context, amount: bigint): Sheet {
  const { title, fee, unlock } = text[locale];
  return {
    title: title[item.kind],
    lead: [lengthOf(item, locale), network.test ? fee.test : fee.real],
    choices: at === "price" ? [[unlock[item.kind](formatUsd(amount)), "buy"]] : [],
    offer: { line: null },
  };
}

/** The texts before a click, until the outcome's texts are loaded. */
export function firstSheet({ state, amount }: Wall & { state: ClosedState }, context: Context): Sheet {
  const { initial, locale } = context;
  const { checking, opening, own, offline } = text[locale];
  switch (state.at) {
    case "own":
      return {
        title: own.title,
        lead: [own.text(formatUsd(amount))],
        choices: [[own.action, initial.state === "creator" ? "open" : "prove"]],
      };
    case "price": {
      const stopped = state.notice ? ({ notice: { text: offline, tone: "red" } } as const) : {};
      return { ...offerSheet("price", context, amount), ...stopped };
    }
    default: {
      const line = state.at === "checking" ? checking[state.what] : opening;
      return { ...offerSheet("checking", context, amount), offer: { line } };
    }
  }
}
