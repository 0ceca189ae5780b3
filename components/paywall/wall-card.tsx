"use client";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Notice } from "@/components/ui/notice";
import { Stamp } from "@/components/ui/stamp";
import type { Sheet } from "./sheet";

interface WallCardProps extends Pick<Sheet, "title" | "lead" | "notice"> {
  amount: bigint;
  /** Text for screen readers only; on the card it is shown elsewhere. */
  spoken?: string | null | undefined;
  /** The actions. */
  children: ReactNode;
  /** Below the line, the same in every state. */
  foot: ReactNode;
}

/**
 * Keeps the focus in the card: when the focused control disappears with its state, the card takes the focus, so that a
 * keyboard user continues here and a screen reader announces the new state.
 */
function useKeptFocus() {
  const card = useRef<HTMLElement>(null);
  const wasInside = useRef(false);
  useEffect(() => {
    if (wasInside.current && document.activeElement === document.body) card.current?.focus({ preventScroll: true });
  });
  const onFocus = () => {
    wasInside.current = true;
  };
  const onBlur = ({ relatedTarget }: { relatedTarget: EventTarget | null }) => {
    if (relatedTarget) wasInside.current = card.current?.contains(relatedTarget as Node) ?? false;
  };
  return { ref: card, onFocus, onBlur };
}

/**
 * The wall's card, as wide as its column: text on the left, the stamp in the corner. It is one element in all states, as high as what it
 * says, and its changes are announced to screen readers.
 */
export function WallCard({ title, lead, notice, spoken, amount, children, foot }: WallCardProps) {
  const id = useId();
  const focus = useKeptFocus();
  return (
    <section
      {...focus}
      aria-labelledby={id}
      tabIndex={-1}
      className="@container w-full rounded-lg border border-rule-strong bg-raised p-5 outline-none sm:p-7"
    >
      <div>
        <div className="flex items-start justify-between gap-3">
          <div aria-live="polite" aria-atomic className="min-w-0">
            <h2 id={id} className="text-2xl text-balance [&:lang(ja)]:text-xl">
              {title}
            </h2>
            {lead.map((line, index) => (
              <p key={line} className={index === 0 ? "figures mt-2 text-sm text-ink-2" : "mt-1 text-sm text-ink-3"}>
                {line}
              </p>
            ))}
          </div>
          <Stamp amount={amount} className="h-16 @min-[26rem]:h-24" />
        </div>
        <div aria-live="polite">
          {spoken && <p className="sr-only">{spoken}</p>}
          {notice && (
            <Notice tone={notice.tone} isSpoken className="mt-4">
              {notice.text}
            </Notice>
          )}
        </div>
        <div className="pt-5">{children}</div>
      </div>
      <div className="mt-5 border-t border-rule pt-4 text-xs text-ink-3">{foot}</div>
    </section>
  );
}
