// The desk's views, drawn by a server in both languages with all that they may have to show.
import { createElement, type ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { operatorActions } from "@/lib/audit/codecs";
import { moderationReasons } from "@/lib/catalog/codecs";
import type { DeskPurchase } from "@/lib/desk/codecs";
import { LocaleContext } from "@/lib/i18n/locale-context";
import { locales } from "@/lib/i18n/locales";
import { toAddress } from "@/lib/kernel/address";
import { AuditView } from "./audit-view";
import { BlocklistView } from "./blocklist-view";
import { LookupView } from "./lookup-view";
import { OverviewView } from "./overview-view";
import { PurchasesView } from "./purchases-view";
import { ReportsView } from "./reports-view";

vi.mock("next/navigation", async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({}),
  usePathname: () => "/operator",
}));

const at = new Date("2026-11-30T12:00:00Z");
const wallet = toAddress(`0x${"ab".repeat(20)}`);
const item = { id: "item_1", title: "On Pennies", slug: "on-pennies", handle: "ada" };
const hidden = { reason: "copyright", note: "A note." } as const;

const purchase = (state: DeskPurchase["state"]): DeskPurchase => ({
  id: `pur_${state}`,
  state,
  reason: state === "refused" ? "insufficient_funds" : null,
  item,
  network: "eip155:84532",
  payer: wallet,
  payTo: wallet,
  amount: 250_000n,
  payerKind: "agent",
  transaction: `0x${"1".repeat(64)}`,
  createdAt: at,
  settledAt: at,
  deliveredAt: null,
});
const reports = moderationReasons.map((reason, index) => ({
  id: `rep_${reason}`,
  item: { ...item, status: index % 2 ? ("hidden" as const) : ("listed" as const) },
  reason,
  text: "<script>alert(1)</script>",
  contact: "me@example.org",
  createdAt: at,
  closedAt: null,
  outcome: index === 0 ? ("dismissed" as const) : null,
  openOfItem: 2,
}));
const creator = {
  id: "cre_1",
  handle: "ada",
  displayName: "Ada",
  wallet,
  payTo: wallet,
  createdAt: at,
  sales: 3,
  suspension: hidden,
};
const deskItem = {
  ...item,
  kind: "article" as const,
  status: "hidden" as const,
  amount: 1n,
  publishedAt: at,
  hidden,
  openReports: 1,
};
const rail = { network: "eip155:84532", label: "Base Sepolia", gasToday: 10n ** 15n };

const job = {
  everySeconds: 2,
  startedAt: null,
  endedAt: null,
  seconds: 0,
  failures: 0,
  lastError: null,
  nextAt: at,
  isElsewhere: false,
};

const views: Record<string, ReactNode> = {
  overview: createElement(OverviewView, {
    overview: {
      openReports: 2,
      openDiscrepancies: 1,
      rails: [
        {
          ...rail,
          payments: "open",
          reason: null,
          relayers: [{ address: wallet, wei: 10n ** 16n, isLow: true }],
          gasDaily: 10n ** 17n,
        },
        { ...rail, payments: "paused", reason: "chain_silent", relayers: [], gasDaily: null },
      ],
      jobs: [
        { ...job, name: "reports" },
        { ...job, name: "sweep", startedAt: at, endedAt: at, seconds: 0.1 },
        { ...job, name: "previews", startedAt: at, nextAt: null },
        { ...job, name: "search", startedAt: at, endedAt: at, failures: 3, lastError: { name: "Error", code: null, at } },
        { ...job, name: "uploads", isElsewhere: true, lastError: { name: "Error", code: "ENOSPC", at } },
      ],
      storage: "unreachable",
      leases: [{ name: "uploads", holder: "host:7", expiresAt: at }],
    },
    discrepancies: [{ id: "dis_1", kind: "paid_twice", subject: "pur_1", detail: { a: 1 }, foundAt: at.toISOString() }],
  }),
  reports: createElement(ReportsView, { reports, isOpen: true }),
  "no reports": createElement(ReportsView, { reports: [], isOpen: false }),
  lookup: createElement(LookupView, {
    found: { creator, items: [deskItem, { ...deskItem, id: "item_2", hidden: null, title: "" }] },
  }),
  "nothing found": createElement(LookupView, { found: { creator: null, items: [] } }),
  purchases: createElement(PurchasesView, {
    purchases: (["claimed", "settling", "confirmed", "refused", "expired"] as const).map(purchase),
    explorers: { "eip155:84532": "https://explorer.example" },
  }),
  blocklist: createElement(BlocklistView, { wallets: [{ wallet, note: "A note.", at }] }),
  "an empty blocklist": createElement(BlocklistView, { wallets: [] }),
  log: createElement(AuditView, {
    entries: operatorActions.map((action, index) => ({
      id: `act_${action}`,
      at,
      wallet: index % 2 ? wallet : null,
      action,
      subject: item.id,
      before: {},
      after: hidden,
      requestId: "1234",
    })),
  }),
};

it.each(locales.flatMap((locale) => Object.entries(views).map(([name, view]) => [name, locale, view] as const)))(
  "%s in %s",
  (_name, locale, view) => {
    const page = renderToString(createElement(LocaleContext, { value: locale }, view));
    expect(page).not.toMatch(/undefined|NaN|\[object/);
    expect(page).not.toContain("<script>");
    for (const action of operatorActions) expect(page).not.toContain(`>${action}<`);
  },
);
