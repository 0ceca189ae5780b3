// What the card shows after a click, for every outcome. Pure, in the reader's language.
import { createElement } from "react";
import { intlLocales, type Locale } from "@/lib/i18n/locales";
import { formatUsd } from "@/lib/kernel/money";
import { type ClosedState, type Context, firstSheet, type Sheet } from "../sheet";
import { text as first } from "../text";
import type { PriceNotice, Wall } from "../wall-machine";
import { Funding } from "./funding";
import { text } from "./text";

const redNotices = new Set<PriceNotice>([
  "offline",
  "busy",
  "sign_in_refused",
  "wallet_failed",
  "wallet_busy",
  "not_as_shown",
  "not_bought",
]);

function noticeOf(notice: PriceNotice | null, locale: Locale): Pick<Sheet, "notice"> {
  if (!notice) return {};
  const words = notice === "offline" ? first[locale].offline : text[locale].notices[notice];
  return { notice: { text: words, tone: redNotices.has(notice) ? "red" : "plain" } };
}

/** "3 May", "5月3日"; with the year unless it is this one. UTC. */
function dayOf(iso: string, locale: Locale): string {
  const date = new Date(iso);
  const isThisYear = date.getUTCFullYear() === new Date().getUTCFullYear();
  const year = isThisYear ? {} : ({ year: "numeric" } as const);
  return date.toLocaleDateString(intlLocales[locale], { day: "numeric", month: "long", ...year, timeZone: "UTC" });
}

function waitingSheet(
  { at }: ClosedState & { at: "connecting" | "switching" | "proving" | "signing" },
  { network, locale }: Context,
): Sheet {
  const { cancel, waiting, openWallet } = text[locale];
  const { title } = waiting[at];
  const lead = at === "switching" ? waiting.switching.text(network.label) : waiting[at].text;
  return { title, lead: [lead], choices: [[cancel, "cancel"]], patience: openWallet };
}

function proveSheet({ how, purchasedAt, notice }: ClosedState & { at: "prove" }, locale: Locale): Sheet {
  const { prove } = text[locale];
  return {
    title: purchasedAt ? prove.on(dayOf(purchasedAt, locale)) : prove.title[how],
    lead: [prove.text[how]],
    ...noticeOf(notice, locale),
    // After a payment has arrived, no second one is offered.
    choices:
      how === "paid"
        ? [[prove.confirm, "prove"]]
        : [
            [prove.confirm, "prove"],
            [prove.another, "changeWallet"],
          ],
  };
}

function lowBalanceSheet(
  { balance, address, watched }: ClosedState & { at: "low-balance" },
  { network, locale }: Context,
  amount: bigint,
): Sheet {
  const { lowBalance, retry, prove } = text[locale];
  const { title, faucet } = lowBalance;
  const lead = lowBalance.text(formatUsd(balance), formatUsd(amount));
  if (network.demo) {
    return {
      title,
      lead: [lead],
      choices: [
        [faucet, "fund"],
        [retry, "buy"],
      ],
    };
  }
  const add = network.test ? lowBalance.addTest : lowBalance.add;
  return {
    title,
    lead: [lead, add(network.label)],
    aside: createElement(Funding, { address, network, watched }),
    choices: [
      [retry, "buy"],
      [prove.another, "changeWallet"],
    ],
  };
}

/** The price again. A page whose terms differ from the server's must be reloaded. */
function priceSheet(wall: Wall & { state: ClosedState }, notice: PriceNotice | null, context: Context): Sheet {
  const { locale } = context;
  const sheet = { ...firstSheet(wall, context), ...noticeOf(notice, locale) };
  return notice === "not_as_shown" ? { ...sheet, choices: [[text[locale].reload, "reload"]] } : sheet;
}

export function sheetOf(wall: Wall & { state: ClosedState }, context: Context): Sheet {
  const { state, amount } = wall;
  const { item, network, locale } = context;
  const { retry, paying, unknown, wrongNetwork, priceChanged, failed, paused, gone, loadFailed } = text[locale];
  const { signIn, unlock } = first[locale];
  const price = formatUsd(amount);
  switch (state.at) {
    case "price":
      return priceSheet(wall, state.notice, context);
    case "checking":
    case "own":
      return firstSheet(wall, context);
    case "connecting":
    case "switching":
    case "proving":
    case "signing":
      return waitingSheet(state, context);
    case "paying":
      return { title: paying.title, lead: [paying.text], choices: [], progress: state.step };
    case "unknown":
      return { title: unknown.title, lead: [unknown.text], choices: [], progress: "unknown" };
    case "prove":
      return proveSheet(state, locale);
    case "wrong-network":
      return {
        title: wrongNetwork.title,
        lead: [wrongNetwork.text(network.label)],
        choices: [[wrongNetwork.action(network.label), "buy"]],
      };
    case "low-balance":
      return lowBalanceSheet(state, context, amount);
    case "price-changed":
      return { title: priceChanged.title(price), lead: [priceChanged.text], choices: [[unlock[item.kind](price), "buy"]] };
    case "failed":
      return { title: failed.title, lead: [failed.text(state.reason)], choices: [[retry, "buy"]] };
    case "paused":
      return {
        title: paused.title,
        lead: [paused.text],
        choices: [
          [retry, "buy"],
          [signIn, "prove"],
        ],
      };
    case "gone":
      return { title: gone.title, lead: [gone.text], choices: [[signIn, "prove"]] };
    case "load-failed":
      return {
        title: loadFailed.title,
        lead: [loadFailed.text],
        choices: [
          [retry, "open"],
          [signIn, "prove"],
        ],
      };
  }
}
