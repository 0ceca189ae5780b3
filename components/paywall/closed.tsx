"use client";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Offer } from "./offer";
import { type Act, type ClosedState, type Context, firstSheet, type Sheet } from "./sheet";
import type { PaywallItem } from "./types";
import type { Outcome, WallActions } from "./use-wall";
import { WallCard } from "./wall-card";
import type { Wall } from "./wall-machine";

interface ClosedProps {
  wall: Wall & { state: ClosedState };
  context: Context;
  outcome: Outcome | undefined;
  actions: WallActions;
  foot: ReactNode;
}

/** A wallet may be locked or its window hidden: after this time the wall says where to look. */
const patienceMs = 12_000;

/** True once the wall has been in one state for a while. */
function useLasting(state: ClosedState): boolean {
  const [lasting, setLasting] = useState<ClosedState>();
  useEffect(() => {
    const timer = setTimeout(() => setLasting(state), patienceMs);
    return () => clearTimeout(timer);
  }, [state]);
  return lasting === state;
}

/** The wall in any state but the open one. */
export function Closed({ wall, context, outcome, actions, foot }: ClosedProps) {
  const isLasting = useLasting(wall.state);
  const { state, amount } = wall;
  const { item } = context;
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
      spoken={sheet.offer?.line}
      foot={foot}
    >
      <Body
        sheet={sheet}
        item={item}
        act={act}
        Progress={outcome?.Progress}
        isSignedIn={context.initial.state === "none" && Boolean(context.initial.signedIn)}
      />
    </WallCard>
  );
}

interface BodyProps {
  sheet: Sheet;
  item: PaywallItem;
  act: Record<Act, () => void>;
  Progress: Outcome["Progress"] | undefined;
  isSignedIn: boolean;
}

function Body({ sheet, item, act, Progress, isSignedIn }: BodyProps) {
  const { choices, offer, progress, patience, aside } = sheet;
  const buttons = (
    <div className="flex flex-col gap-2">
      {aside}
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
    <Offer item={item} brief={sheet.notice !== undefined} onSignIn={isSignedIn && !sheet.notice ? undefined : act.prove}>
      {offer.line ? (
        <p aria-hidden className="animate-ink flex min-h-13 items-center justify-center text-ink-3">
          {offer.line}
        </p>
      ) : (
        buttons
      )}
    </Offer>
  );
}
