"use client";
import { useEffect, useState } from "react";
import { goToPlace } from "./place";
import { readProgress } from "./progress";

const hasBegun = (fraction: number) => fraction > 0.03 && fraction < 0.97;

/** Leads an owner who comes back to where they stopped; nothing moves before they ask. Its line is there with or without it. */
export function ContinueReading({ itemId, label }: { itemId: string; label: string }) {
  const [fraction, setFraction] = useState<number | null>(null);
  useEffect(() => setFraction(readProgress(itemId)?.fraction ?? null), [itemId]);
  if (fraction === null || !hasBegun(fraction)) return null;
  return (
    <button
      type="button"
      onClick={() => goToPlace(fraction)}
      className="link inline-flex min-h-10 items-center gap-1.5 text-start text-sm font-semibold text-ink-2"
    >
      <span aria-hidden>↓</span>
      {label}
      <span className="figures font-normal text-ink-3">{Math.round(fraction * 100)} %</span>
    </button>
  );
}
