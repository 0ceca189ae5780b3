import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { shorten } from "@/lib/kernel/address";
import { useObservable } from "@/lib/wallet/observable";
import { walletAccount } from "@/lib/wallet/wallet";
import * as copy from "./copy";
import type { PaywallItem, PaywallNetwork } from "./types";
import type { WallActions as Actions } from "./use-wall";
import { WallActions, WallCard } from "./wall-card";
import type { PriceNotice } from "./wall-machine";

interface PriceViewProps {
  item: PaywallItem;
  network: PaywallNetwork;
  amount: bigint;
  notice: PriceNotice | null;
  actions: Actions;
}

/** The wall at rest: what is behind it, what it costs, and one button. */
export function PriceView({ item, network, amount, notice, actions }: PriceViewProps) {
  const account = useObservable(walletAccount, null);
  return (
    <WallCard
      title={copy.price.title[item.kind]}
      amount={amount}
      lead={
        <>
          <p className="figures">{copy.lengthOf(item)}</p>
          <p className="mt-1 text-ink-3">{copy.price.fee(network)}</p>
        </>
      }
    >
      {notice && (
        <Notice tone={notice === "declined" ? "plain" : "red"} className="mt-4">
          {copy.notices[notice]}
        </Notice>
      )}
      <WallActions>
        <Button variant="primary" size="large" onClick={actions.buy}>
          {copy.price.unlock(amount)}
        </Button>
      </WallActions>
      {account && (
        <p className="figures mt-2 text-center text-xs text-ink-3">
          From {shorten(account.address)} · {account.walletName}. {copy.price.review}
        </p>
      )}
      <p className="mt-4 text-sm text-ink-2">{copy.price.promise(item.creatorName, item.kind)}</p>
      <p className="mt-3 text-sm">
        {copy.price.already}{" "}
        <button type="button" className="link font-semibold" onClick={actions.prove}>
          {copy.price.signIn}
        </button>
      </p>
      <SmallPrint item={item} network={network} />
    </WallCard>
  );
}

function SmallPrint({ item, network }: { item: PaywallItem; network: PaywallNetwork }) {
  const facts = [
    ["Network", network.label],
    ["Paid to", item.payTo],
    ["SHA-256", item.sha256],
    ["URL", item.url],
  ];
  return (
    <div className="mt-5 border-t border-rule pt-4 text-xs text-ink-3">
      <p>
        {copy.price.final}{" "}
        <Link href="/docs/agents" className="link">
          {copy.price.agents}
        </Link>
        .
      </p>
      <details className="mt-1.5">
        <summary className="w-fit">Details</summary>
        <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="figures min-w-0 break-all text-ink-2">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}
