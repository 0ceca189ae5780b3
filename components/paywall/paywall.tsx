"use client";
import type { ReactNode } from "react";
import { useLocale } from "#use-locale";
import { Closed } from "./closed";
import { text } from "./text";
import type { InitialOwnership, PaywallItem, PaywallNetwork } from "./types";
import { useWall } from "./use-wall";

interface PaywallProps {
  item: PaywallItem;
  initial: InitialOwnership;
  network: PaywallNetwork;
  /** The small print, from the server. */
  children: ReactNode;
}

/** The wall within the page, replaced by the content once paid, without a reload. */
export function Paywall({ item, initial, network, children }: PaywallProps) {
  const { wall, outcome, ...actions } = useWall(item, initial);
  const locale = useLocale();
  const { state, receiptId, amount } = wall;
  return (
    <div className="needs-script">
      <p className="sr-only" aria-live="polite">
        {state.at === "open" && state.fresh ? text[locale].announced : ""}
      </p>
      {state.at === "open" ? (
        outcome && <outcome.OpenView itemId={item.id} content={state.content} receiptId={receiptId} fresh={state.fresh} />
      ) : (
        <Closed
          wall={{ amount, receiptId, state }}
          context={{ item, network, initial, locale }}
          outcome={outcome}
          actions={actions}
          foot={children}
        />
      )}
    </div>
  );
}
