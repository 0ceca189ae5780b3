// What the card says in each state: a heading, what happened and whether money moved, and what to do. Pure, in the reader's language.
import { intlLocales, type Locale } from "@/lib/i18n/locales";
import { formatBytes } from "@/lib/kernel/bytes";
import { formatUsd } from "@/lib/kernel/money";
import { text } from "./text";
import type { InitialOwnership, PaywallItem, PaywallNetwork } from "./types";
import type { PayingStep, PriceNotice, Wall, WallState } from "./wall-machine";

export type ClosedState = Exclude<WallState, { at: "open" }>;

/** What a visitor can press. */
export type Act = "buy" | "prove" | "open" | "fund" | "showPrice" | "cancel";

export interface Sheet {
  title: string;
  lead: string[];
  notice?: { text: string; tone: "plain" | "red" };
  /** Buttons, the likeliest first. */
  choices: [label: string, act: Act][];
  /** The price with all that belongs to it. `line`: instead of the button, one quiet line. */
  offer?: { line: string | null };
  /** Something is under way: how far it is, where that is known. */
  progress?: PayingStep | "unknown";
  /** Waits for a person and a wallet: after a while it says so. */
  patient?: true;
}

export interface Context {
  item: PaywallItem;
  network: PaywallNetwork;
  initial: InitialOwnership;
  locale: Locale;
}

const redNotices = new Set<PriceNotice>(["offline", "wallet_failed", "wallet_busy", "not_as_shown", "not_bought"]);

function noticeOf(notice: PriceNotice | null, locale: Locale): Pick<Sheet, "notice"> {
  return notice ? { notice: { text: text[locale].notices[notice], tone: redNotices.has(notice) ? "red" : "plain" } } : {};
}

function lengthOf({ kind, words, minutes, fileCount, bytes }: PaywallItem, locale: Locale): string {
  const { files, moreWords } = text[locale];
  return kind === "file" ? files(fileCount, formatBytes(bytes)) : moreWords(words, minutes);
}

/** "3 May", "5月3日"; with the year unless it is this one. UTC. */
function dayOf(iso: string, locale: Locale): string {
  const date = new Date(iso);
  const isThisYear = date.getUTCFullYear() === new Date().getUTCFullYear();
  const year = isThisYear ? {} : ({ year: "numeric" } as const);
  return date.toLocaleDateString(intlLocales[locale], { day: "numeric", month: "long", ...year, timeZone: "UTC" });
}

function offerSheet(
  state: ClosedState & { at: "price" | "checking" },
  { item, network, locale }: Context,
  amount: bigint,
): Sheet {
  const { title, fee, unlock, checking } = text[locale];
  return {
    title: title[item.kind],
    lead: [lengthOf(item, locale), network.test ? fee.test : fee.real],
    choices: state.at === "price" ? [[unlock[item.kind](formatUsd(amount)), "buy"]] : [],
    offer: { line: state.at === "checking" ? checking[state.what] : null },
    ...(state.at === "price" ? noticeOf(state.notice, locale) : {}),
  };
}

function waitingSheet(
  { at }: ClosedState & { at: "connecting" | "switching" | "proving" | "signing" },
  { network, locale }: Context,
): Sheet {
  const { cancel, waiting } = text[locale];
  const { title } = waiting[at];
  const lead = at === "switching" ? waiting.switching.text(network.label) : waiting[at].text;
  return { title, lead: [lead], choices: [[cancel, "cancel"]], patient: true };
}

function proveSheet({ how, purchasedAt, notice }: ClosedState & { at: "prove" }, locale: Locale): Sheet {
  const { prove } = text[locale];
  return {
    title: purchasedAt ? prove.on(dayOf(purchasedAt, locale)) : prove.title[how],
    lead: [prove.text[how]],
    ...noticeOf(notice, locale),
    // Whoever's payment has arrived is not led to a second one.
    choices:
      how === "paid"
        ? [[prove.confirm, "prove"]]
        : [
            [prove.confirm, "prove"],
            [prove.another, "showPrice"],
          ],
  };
}

function lowBalanceSheet({ balance }: ClosedState & { at: "low-balance" }, { network, locale }: Context, amount: bigint): Sheet {
  const { lowBalance, retry } = text[locale];
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
  return { title, lead: [lead, add(network.label)], choices: [[retry, "buy"]] };
}

export function sheetOf({ state, amount }: Wall & { state: ClosedState }, context: Context): Sheet {
  const { item, network, initial, locale } = context;
  const words = text[locale];
  const { signIn, retry, paying, unknown, wrongNetwork, priceChanged, failed, paused, gone, own, loadFailed } = words;
  const price = formatUsd(amount);
  switch (state.at) {
    case "price":
    case "checking":
      return offerSheet(state, context, amount);
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
      return { title: priceChanged.title(price), lead: [priceChanged.text], choices: [[words.unlock[item.kind](price), "buy"]] };
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
    case "own":
      return {
        title: own.title,
        lead: [own.text(price)],
        choices: [[own.action, initial.state === "creator" ? "open" : "prove"]],
      };
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
