"use client";
import { useEffect, useState } from "react";
import { goToPlace } from "./place";
import { placeOf, type ToldPlace } from "./place-of";

const hasBegun = (fraction: number) => fraction > 0.03 && fraction < 0.97;

/** Offers an owner who returns a link to where they stopped. Its space is reserved, so that nothing moves when it appears. */
export function ContinueReading({ itemId, label, told }: { itemId: string; label: string; told: ToldPlace }) {
  const [fraction, setFraction] = useState<number | null>(null);
  useEffect(() => setFraction(placeOf(itemId, told)?.fraction ?? null), [itemId, told]);
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
