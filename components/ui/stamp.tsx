"use client";
// The one ornament: a perforated stamp that carries a price, here engraved and large, for the wall and the receipt. Drawn in SVG so
// that it stays crisp at any size. A client component, so that a page's payload carries the price and not the drawing once more.
import clsx from "clsx";
import { formatUsd } from "@/lib/kernel/money";
import { perforatedPath, pitch } from "@/lib/social-picture/perforated-path";
import { columnsFor } from "./stamp-columns";

const rows = 14;
const height = rows * pitch;
const fontSize = 32;
const inset = 6;

/** Give it a height (`h-24`); the width follows the price. */
export function Stamp({ amount, className }: { amount: bigint; className?: string }) {
  const text = formatUsd(amount);
  const columns = columnsFor(text, fontSize * 1.16, 46);
  const width = columns * pitch;
  return (
    <svg
      viewBox={`-1 -1 ${width + 2} ${height + 2}`}
      role="img"
      aria-label={text}
      className={clsx("inline-block w-auto shrink-0 overflow-visible", className)}
    >
      <path
        d={perforatedPath(columns, rows)}
        fill="var(--stamp-paper)"
        stroke="var(--stamp-edge)"
        strokeWidth={0.8}
        strokeLinejoin="round"
      />
      <g fill="none" stroke="var(--stamp-ink)">
        <rect x={inset} y={inset} width={width - 2 * inset} height={height - 2 * inset} strokeWidth={1.4} />
        <rect x={inset + 3} y={inset + 3} width={width - 2 * inset - 6} height={height - 2 * inset - 6} strokeWidth={0.6} />
      </g>
      <g fill="var(--stamp-ink)" textAnchor="middle">
        <g fontFamily="var(--font-source-sans), sans-serif" fontSize={8} fontWeight={650} letterSpacing={1.6}>
          <text x={width / 2 + 0.8} y={inset + 15}>
            PENNYPOST
          </text>
          <text x={width / 2 + 0.8} y={height - inset - 9}>
            USDC
          </text>
        </g>
        <text
          x={width / 2}
          y={height / 2 + fontSize * 0.32}
          fontFamily="var(--font-newsreader), serif"
          fontSize={fontSize}
          fontWeight={560}
          className="figures"
        >
          {text}
        </text>
      </g>
    </svg>
  );
}
