// Results of the buyer as JSON, for tools and the command line.
import { formatUsd } from "../kernel/money";
import { textOf } from "./ask";
import { spentToday } from "./budget";
import type { Bought, Quoted } from "./buy";
import { sha256Of } from "./receipts";
import type { BuyerSettings } from "./settings";

/** Shown as text: everything else is kept as a file. */
const TEXT = /^(text\/|application\/([\w.-]+\+)?(json|xml)\b)/;
export const isText = ({ answer }: Bought): boolean => TEXT.test(answer.headers.get("content-type") ?? "");

export function describeBudget({ folder, dailyBudget, maxPrice, hosts, networks, dryRun, account }: BuyerSettings) {
  const spent = spentToday(folder);
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
  bytes: answer.body.byteLength,
  sha256: sha256Of(answer.body),
});

export const contentOf = ({ answer }: Bought): string => textOf(answer);
