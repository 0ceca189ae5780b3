// The circular date stamp of a receipt: where, when, and the bars that cancel.
import clsx from "clsx";
import { useId } from "react";
import { Waves } from "./waves";

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const two = (value: number) => String(value).padStart(2, "0");

interface PostmarkProps {
  date: Date;
  /** The network, as people call it. */
  place: string;
  className?: string;
}

/** Drawn in `currentColor`, with the time that a clock in UTC shows. */
export function Postmark({ date, place, className }: PostmarkProps) {
  const id = useId();
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return (
    <svg
      viewBox="0 0 232 124"
      aria-hidden
      className={clsx("w-auto", className)}
      style={{ "--postmark": "currentColor" } as React.CSSProperties}
    >
      <defs>
        <path id={`${id}-top`} d="M17.5 62a44.5 44.5 0 0 1 89 0" />
        <path id={`${id}-foot`} d="M10.5 62a51.5 51.5 0 0 0 103 0" />
      </defs>
      <g fill="none" stroke="currentColor">
        <circle cx={62} cy={62} r={58} strokeWidth={2.2} />
        <circle cx={62} cy={62} r={38} strokeWidth={1.2} />
      </g>
      <g fill="currentColor" textAnchor="middle" fontFamily="var(--font-source-sans), sans-serif" fontWeight={650}>
        <text fontSize={12} letterSpacing={2.2}>
          <textPath href={`#${id}-top`} startOffset="50%">
            PENNYPOST
          </textPath>
        </text>
        <text fontSize={8.5} letterSpacing={1.1}>
          <textPath href={`#${id}-foot`} startOffset="50%">
            {place.toUpperCase()}
          </textPath>
        </text>
        <text x={62} y={50} fontSize={12} letterSpacing={0.5} className="figures">
          {time}
        </text>
        <text x={62} y={69} fontSize={18} letterSpacing={0.8} className="figures">
          {day}
        </text>
        <text x={62} y={85} fontSize={12} letterSpacing={1.5} className="figures">
          {date.getUTCFullYear()}
        </text>
      </g>
      <Waves x={128} y={32} width={100} height={60} count={6} />
    </svg>
  );
}
