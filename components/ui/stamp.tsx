"use client";
// The one ornament: a perforated stamp that carries a price. Drawn in SVG so that it stays crisp at any size.
// A client component, so that a page's payload carries the price and not the drawing once more.
import clsx from "clsx";
import { useText } from "@/lib/i18n/use-text";
import { formatUsd } from "@/lib/kernel/money";
import { perforatedPath, pitch } from "@/lib/social-picture/perforated-path";
import { text as words } from "./text";

// Advance widths of the tabular figures, in em.
const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter === "." || letter === "," ? 0.26 : 0.5), 0);

interface StampProps {
  amount: bigint;
  /** `small` is a price tag; `large` is engraved, for the wall and the receipt. */
  size?: "small" | "large";
  /** Cancelled by wavy lines: it has been used, the piece is owned. */
  cancelled?: boolean;
  className?: string;
}

/** Give it a height (`h-9`); the width follows the price. */
export function Stamp({ amount, size = "small", cancelled, className }: StampProps) {
  const { owned } = useText(words);
  const text = formatUsd(amount);
  const large = size === "large";
  const fontSize = large ? 32 : 24;
  const rows = large ? 14 : 7;
  const columns = Math.ceil((widthOf(text) * fontSize * (large ? 1.16 : 1.04) + (large ? 46 : 23)) / pitch);
  const [width, height] = [columns * pitch, rows * pitch];
  const inset = large ? 6 : 4.5;
  return (
    <svg
      viewBox={`-1 -1 ${width + 2} ${height + 2}`}
      role="img"
      aria-label={cancelled ? owned(text) : text}
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
        <rect x={inset} y={inset} width={width - 2 * inset} height={height - 2 * inset} strokeWidth={large ? 1.4 : 1.1} />
        {large && (
          <rect x={inset + 3} y={inset + 3} width={width - 2 * inset - 6} height={height - 2 * inset - 6} strokeWidth={0.6} />
        )}
      </g>
      <g fill="var(--stamp-ink)" textAnchor="middle">
        {large && (
          <g fontFamily="var(--font-source-sans), sans-serif" fontSize={8} fontWeight={650} letterSpacing={1.6}>
            <text x={width / 2 + 0.8} y={inset + 15}>
              PENNYPOST
            </text>
            <text x={width / 2 + 0.8} y={height - inset - 9}>
              USDC
            </text>
          </g>
        )}
        <text
          x={width / 2}
          y={height / 2 + fontSize * (large ? 0.32 : 0.335)}
          fontFamily={large ? "var(--font-newsreader), serif" : "var(--font-source-sans), sans-serif"}
          fontSize={fontSize}
          fontWeight={large ? 560 : 680}
          className="figures"
        >
          {text}
        </text>
      </g>
      {cancelled && <Waves x={width * 0.42} y={height * 0.2} width={width * 0.72} height={height * 0.6} count={large ? 5 : 4} />}
    </svg>
  );
}

/** The killer bars of a cancellation. */
export function Waves({
  x,
  y,
  width,
  height,
  count = 5,
}: {
  x: number;
  y: number;
  width: number;
  height: number;
  count?: number;
}) {
  const length = width / 3;
  const gap = height / (count - 1);
  const wave = `q${length / 4} ${-gap * 0.55} ${length / 2} 0t${length / 2} 0`.repeat(3);
  return (
    <path
      d={Array.from({ length: count }, (_, line) => `M${x} ${y + line * gap}${wave}`).join("")}
      fill="none"
      stroke="var(--postmark, #2b2520)"
      strokeWidth={Math.max(1.1, gap * 0.13)}
      strokeLinecap="round"
      opacity={0.66}
    />
  );
}
