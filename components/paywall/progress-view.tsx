import clsx from "clsx";
import { Check } from "lucide-react";
import { Button } from "@/components/ui/button";
import * as copy from "./copy";
import { WallActions, WallCard } from "./wall-card";
import type { PayingStep } from "./wall-machine";

interface ProgressViewProps {
  at: keyof typeof copy.waiting;
  amount: bigint;
  /** How far the payment is, once it is out. */
  step?: PayingStep;
  onCancel?: () => void;
}

/** The wall while something is under way. */
export function ProgressView({ at, amount, step, onCancel }: ProgressViewProps) {
  const { title, text } = copy.waiting[at];
  return (
    <WallCard title={title} lead={text} amount={amount}>
      {step && <Steps done={step} />}
      {at === "unknown" && <Bar />}
      {onCancel && (
        <WallActions>
          <Button onClick={onCancel}>{copy.cancel}</Button>
        </WallActions>
      )}
    </WallCard>
  );
}

function Steps({ done }: { done: number }) {
  return (
    <ol className="mt-6 grid grid-cols-4 gap-2">
      {copy.steps.map((name, index) => {
        const state = index < done ? "done" : index === done ? "now" : "later";
        return (
          <li key={name} aria-current={state === "now" ? "step" : undefined} className="text-xs">
            <span
              className={clsx(
                "mb-1.5 block h-1 rounded-full",
                state === "done" ? "bg-green" : "bg-rule",
                state === "now" && "animate-ink bg-rule-strong",
              )}
            />
            <span className={clsx("flex items-center gap-1", state === "later" ? "text-ink-3" : "font-semibold text-ink")}>
              {name}
              {state === "done" && <Check aria-label="done" className="size-3.5 text-green" />}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Bar() {
  return <span aria-hidden className="animate-ink mt-6 block h-1 rounded-full bg-rule-strong" />;
}
