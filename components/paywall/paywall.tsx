"use client";
import * as copy from "./copy";
import { MessageView } from "./message-view";
import { OpenView } from "./open-view";
import { PriceView } from "./price-view";
import { ProgressView } from "./progress-view";
import type { InitialOwnership, PaywallItem, PaywallNetwork } from "./types";
import { useWall, type WallActions } from "./use-wall";
import type { Wall } from "./wall-machine";

interface PaywallProps {
  item: PaywallItem;
  initial: InitialOwnership;
  network: PaywallNetwork;
}

/** The wall: it stands in the flow of the page, and what was paid for takes its place without a reload. */
export function Paywall({ item, initial, network }: PaywallProps) {
  const { wall, ...actions } = useWall(item, initial);
  return (
    <div>
      <p className="sr-only" aria-live="polite">
        {announcementOf(wall)}
      </p>
      <View item={item} initial={initial} network={network} wall={wall} actions={actions} />
    </div>
  );
}

function announcementOf({ state }: Wall): string {
  if (state.at === "open") return state.fresh ? copy.open.announced : "";
  return state.at in copy.waiting ? copy.waiting[state.at as keyof typeof copy.waiting].title : "";
}

function View({ item, initial, network, wall, actions }: PaywallProps & { wall: Wall; actions: WallActions }) {
  const { amount, state, receiptId } = wall;
  switch (state.at) {
    case "price":
      return <PriceView item={item} network={network} amount={amount} notice={state.notice} actions={actions} />;
    case "connecting":
    case "signing":
      return <ProgressView at={state.at} amount={amount} onCancel={actions.cancel} />;
    case "checking":
    case "unknown":
      return <ProgressView at={state.at} amount={amount} />;
    case "paying":
      return <ProgressView at="paying" amount={amount} step={state.step} />;
    case "open":
      return <OpenView itemId={item.id} content={state.content} receiptId={receiptId} fresh={state.fresh} />;
    default:
      return <MessageView state={state} amount={amount} network={network} initial={initial} actions={actions} />;
  }
}
