"use client";
import { useEffect, useState } from "react";
import { useLocale } from "#use-locale";
import { Button } from "@/components/ui/button";
import { Offer } from "./offer";
import { type Act, type ClosedState, type Context, firstSheet, type Sheet } from "./sheet";
import { SmallPrint } from "./small-print";
import { text } from "./text";
import type { InitialOwnership, PaywallItem, PaywallNetwork } from "./types";
import { type Outcome, useWall, type WallActions } from "./use-wall";
import { WallCard } from "./wall-card";
import type { Wall } from "./wall-machine";

interface PaywallProps {
  item: PaywallItem;
  initial: InitialOwnership;
  network: PaywallNetwork;
}

/** The wall: it stands in the flow of the page, and what was paid for takes its place without a reload. */
export function Paywall({ item, initial, network }: PaywallProps) {
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
        />
      )}
    </div>
  );
}

interface ClosedProps {
  wall: Wall & { state: ClosedState };
  context: Context;
  outcome: Outcome | undefined;
  actions: WallActions;
}

/** A wallet may be locked, or its window hidden behind others: after this long the wall says where to look. */
const patienceMs = 12_000;

/** True once the wall has stood still for a while. */
function useLasting(state: ClosedState): boolean {
  const [lasting, setLasting] = useState<ClosedState>();
  useEffect(() => {
    const timer = setTimeout(() => setLasting(state), patienceMs);
    return () => clearTimeout(timer);
  }, [state]);
  return lasting === state;
}

function Closed({ wall, context, outcome, actions }: ClosedProps) {
  const isLasting = useLasting(wall.state);
  const { state, amount } = wall;
  const { item, network } = context;
  const sheet = (outcome?.sheetOf ?? firstSheet)(wall, context);
  const act: Record<Act, () => void> = {
    ...actions,
    fund: () => state.at === "low-balance" && actions.fund(state.address),
  };
  const notice = sheet.patience && isLasting ? ({ text: sheet.patience, tone: "plain" } as const) : sheet.notice;
  return (
    <WallCard
      title={sheet.title}
      lead={sheet.lead}
      amount={amount}
      {...(notice && { notice })}
      foot={<SmallPrint item={item} network={network} />}
    >
      <Body sheet={sheet} item={item} act={act} Progress={outcome?.Progress} />
    </WallCard>
  );
}

interface BodyProps {
  sheet: Sheet;
  item: PaywallItem;
  act: Record<Act, () => void>;
  Progress: Outcome["Progress"] | undefined;
}

function Body({ sheet, item, act, Progress }: BodyProps) {
  const { choices, offer, progress, patience } = sheet;
  const buttons = (
    <div className="flex flex-col gap-2">
      {choices.map(([label, name], index) => (
        <Button
          key={label}
          variant={index === 0 && !patience ? "primary" : "secondary"}
          {...(offer && { size: "large" as const })}
          onClick={act[name]}
        >
          {label}
        </Button>
      ))}
    </div>
  );
  if (progress) return Progress && <Progress at={progress} />;
  if (!offer) return buttons;
  return (
    <Offer item={item} brief={sheet.notice !== undefined} onSignIn={act.prove}>
      {offer.line ? <p className="animate-ink flex min-h-13 items-center justify-center text-ink-3">{offer.line}</p> : buttons}
    </Offer>
  );
}
