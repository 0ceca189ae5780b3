// Results of the buyer as JSON, for tools and the command line.
import { formatUsd } from "../kernel/money";
import { textOf } from "./ask";
import { spentToday } from "./budget";
import type { Bought, Quoted } from "./buy";
import type { BuyerSettings } from "./settings";

/** Shown as text: everything else is kept as a file. */
const TEXT = /^(text\/|application\/([\w.-]+\+)?(json|xml)\b)/;
/** What an agent reads at once; longer text is a file. */
const TEXT_BYTES_MAX = 256 * 1024;
export const isText = ({ answer }: Bought): boolean => !answer.file && TEXT.test(answer.headers.get("content-type") ?? "");

export const isShortText = (bought: Bought): boolean => isText(bought) && bought.answer.bytes <= TEXT_BYTES_MAX;

export function describeBudget({ folder, dailyBudget, maxPrice, hosts, networks, dryRun, account, clock }: BuyerSettings) {
  const spent = spentToday(folder, clock.now());
  return {
    wallet: account.address,
    maxPriceUsd: formatUsd(maxPrice),
    dailyBudgetUsd: formatUsd(dailyBudget),
    spentTodayUsd: formatUsd(spent),
    leftTodayUsd: formatUsd(dailyBudget > spent ? dailyBudget - spent : 0n),
    hosts: [...hosts],
    networks: networks.map(({ label }) => label),
    dryRun,
  };
}

export const describeQuote = ({ amount, payTo, network }: Quoted) => ({
  bought: false,
  priceUsd: formatUsd(amount),
  payTo,
  network,
});

export const describeBought = ({ how, amount, receipt, answer }: Bought) => ({
  bought: how === "paid",
  how,
  paidUsd: formatUsd(amount),
  receipt,
  contentType: answer.headers.get("content-type"),
  bytes: answer.bytes,
  sha256: answer.sha256,
});

export const contentOf = ({ answer }: Bought): string => textOf(answer);
