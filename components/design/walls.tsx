"use client";
import dynamic from "next/dynamic";
import { useLocale } from "#use-locale";
import { Closed } from "@/components/paywall/closed";
import { OpenView } from "@/components/paywall/outcome/open-view";
import { Progress } from "@/components/paywall/outcome/progress";
import { sheetOf } from "@/components/paywall/outcome/sheet";
import type { ClosedState, Context } from "@/components/paywall/sheet";
import { SmallPrint } from "@/components/paywall/small-print/small-print";
import type { WallActions } from "@/components/paywall/use-wall";
import { Section, Specimen } from "./section";
import { specimenWallItem } from "./specimens";

const price: ClosedState = { at: "price", notice: null };
const purchasedAt = "2026-05-03T19:42:00Z";

/** The wall's states in the order of product.md's table, with further states between them. */
const states: [name: string, state: ClosedState, more?: Partial<Context>][] = [
  ["price", price],
  ["price, files", price, { item: { ...specimenWallItem, kind: "file" } }],
  ["connecting", { at: "connecting" }],
  ["signing in", { at: "proving", back: price }],
  ["checking the library", { at: "checking", what: "library" }],
  ["checking the terms", { at: "checking", what: "terms" }],
  ["owned, not proved", { at: "prove", how: "remembered", purchasedAt, notice: null }],
  ["owned, refused a second payment", { at: "prove", how: "refused", purchasedAt: null, notice: null }],
  ["owned, the answer was lost", { at: "prove", how: "paid", purchasedAt: null, notice: null }],
  ["switching", { at: "switching" }],
  ["wrong network", { at: "wrong-network" }],
  ["low balance", { at: "low-balance", balance: 100_000n, address: specimenWallItem.payTo, watched: true }],
  [
    "low balance, test network",
    { at: "low-balance", balance: 100_000n, address: specimenWallItem.payTo, watched: false },
    { network: { label: "Base Sepolia", test: true, demo: false } },
  ],
  [
    "low balance, demo",
    { at: "low-balance", balance: 100_000n, address: "0x0", watched: true },
    { network: { label: "Local test chain", test: true, demo: true } },
  ],
  ["review", { at: "signing" }],
  ["paying: signed", { at: "paying", step: 1 }],
  ["paying: settled", { at: "paying", step: 3 }],
  ["declined in the wallet", { at: "price", notice: "declined" }],
  ["wallet busy", { at: "price", notice: "wallet_busy" }],
  ["wallet failed", { at: "price", notice: "wallet_failed" }],
  ["wallet left", { at: "price", notice: "wallet_left" }],
  ["account switched", { at: "price", notice: "account_switched" }],
  ["signed late", { at: "price", notice: "signed_late" }],
  ["not bought", { at: "price", notice: "not_bought" }],
  ["sign-in refused", { at: "price", notice: "sign_in_refused" }],
  ["offline", { at: "price", notice: "offline" }],
  ["busy", { at: "price", notice: "busy" }],
  ["not as shown", { at: "price", notice: "not_as_shown" }],
  ["the faucet has given enough", { at: "price", notice: "faucet_empty" }],
  ["price changed", { at: "price-changed" }],
  ["settlement failed", { at: "failed", reason: "insufficient_funds" }],
  ["settlement failed, smart wallet", { at: "failed", reason: "eip6492_factory_not_allowed" }],
  ["outcome unknown", { at: "unknown" }],
  ["paid, load failed", { at: "load-failed" }],
  ["payments paused", { at: "paused" }],
  ["own item", { at: "own" }],
  ["removed", { at: "gone" }],
];

/** As on the item page, where it is only rendered in the browser after an answer. */
const Opened = dynamic(async () => OpenView, { ssr: false });

const nothing = () => Promise.resolve();
const actions: WallActions = {
  buy: nothing,
  prove: nothing,
  open: nothing,
  fund: nothing,
  reload() {},
  changeWallet: async () => {},
  cancel() {},
};
const outcome = { OpenView, Progress, sheetOf };
const files = ["Plates.pdf", "Tides of a year.csv"].map((name, at) => ({
  id: `file_${at}`,
  name,
  mediaType: at === 0 ? "application/pdf" : "text/csv",
  bytes: "3100000",
  sha256: specimenWallItem.sha256,
}));

/** The wall in every state, with the item page's components, and what replaces it once it is open. */
export function Walls() {
  const locale = useLocale();
  const context: Context = {
    item: specimenWallItem,
    network: { label: "Base", test: false, demo: false, onrampUrl: "https://onramp.example/?to={address}" },
    initial: { state: "none" },
    locale,
  };
  return (
    <Section id="wall" title="The wall">
      <div className="grid gap-8 md:grid-cols-2 xl:grid-cols-3">
        {states.map(([name, state, more]) => (
          <Specimen key={name} name={name}>
            <Closed
              wall={{ amount: BigInt(specimenWallItem.amount), receiptId: null, state }}
              context={{ ...context, ...more }}
              outcome={outcome}
              actions={actions}
              foot={<SmallPrint item={context.item} network={context.network} />}
            />
          </Specimen>
        ))}
      </div>
      <div className="mt-12 grid gap-8 md:grid-cols-2">
        <Specimen name="open, an article">
          <Opened
            itemId={specimenWallItem.id}
            content={{ kind: "article", html: "<h2>The second half</h2><p>The first paid paragraph.</p>" }}
            receiptId="pur_specimen"
            fresh={false}
          />
        </Specimen>
        <Specimen name="open, files">
          <Opened
            itemId={specimenWallItem.id}
            content={{ kind: "file", files, html: "" }}
            receiptId="pur_specimen"
            fresh={false}
          />
        </Specimen>
      </div>
    </Section>
  );
}
