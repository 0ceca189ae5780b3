import clsx from "clsx";
import { Check } from "lucide-react";
import { useText } from "@/lib/i18n/use-text";
import type { PayingStep } from "../wall-machine";
import { text } from "./text";

/** The progress of the payment; an indeterminate line where it is not known. */
export function Progress({ at }: { at: PayingStep | "unknown" }) {
  const { steps, done } = useText(text);
  if (at === "unknown") return <span aria-hidden className="animate-ink block h-1 rounded-full bg-rule-strong" />;
  return (
    <ol className="grid grid-cols-4 gap-2">
      {steps.map((name, index) => {
        const state = index < at ? "done" : index === at ? "now" : "later";
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
              {state === "done" && <Check aria-label={done} className="size-3.5 text-green" />}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
