// A stamp as a price tag. Its drawing is longer than its price, so that a list of many draws each width once (PriceStampShapes), and
// its stamps refer to that. Looks are in stamp.css.
import clsx from "clsx";
import { useText } from "@/lib/i18n/use-text";
import { formatUsd } from "@/lib/kernel/money";
import { perforatedPath, pitch } from "@/lib/social-picture/perforated-path";
import { columnsFor } from "./stamp-columns";
import { text as words } from "./text";
import { Waves } from "./waves";

const rows = 7;
const height = rows * pitch;
const fontSize = 24;
const inset = 4.5;

const columnsOf = (amount: bigint) => columnsFor(formatUsd(amount), fontSize * 1.04, 23);
const paperId = (columns: number) => `stamp-${columns}`;
const wavesId = (columns: number) => `waves-${columns}`;

const Paper = ({ columns, id }: { columns: number; id?: string }) => (
  <g id={id}>
    <path className="stamp-paper" d={perforatedPath(columns, rows)} />
    <rect className="stamp-frame" x={inset} y={inset} width={columns * pitch - 2 * inset} height={height - 2 * inset} />
  </g>
);

/** It has been used: the piece is owned. */
function Cancellation({ columns, id }: { columns: number; id?: string }) {
  const width = columns * pitch;
  return (
    <g id={id}>
      <Waves x={width * 0.42} y={height * 0.2} width={width * 0.72} height={height * 0.6} count={4} />
    </g>
  );
}

interface PriceStampProps {
  amount: bigint;
  cancelled?: boolean;
  /** Drawn by the `PriceStampShapes` of its list. */
  isShared?: boolean;
  className?: string;
}

/** Give it a height (`h-9`); the width follows the price. */
export function PriceStamp({ amount, cancelled, isShared, className }: PriceStampProps) {
  const { owned } = useText(words);
  const text = formatUsd(amount);
  const columns = columnsOf(amount);
  const width = columns * pitch;
  return (
    <svg
      viewBox={`-1 -1 ${width + 2} ${height + 2}`}
      role="img"
      aria-label={cancelled ? owned(text) : text}
      className={clsx("stamp", className)}
    >
      {isShared ? <use href={`#${paperId(columns)}`} /> : <Paper columns={columns} />}
      <text x={width / 2} y={height / 2 + fontSize * 0.335}>
        {text}
      </text>
      {cancelled && (isShared ? <use href={`#${wavesId(columns)}`} /> : <Cancellation columns={columns} />)}
    </svg>
  );
}

interface ShapesProps {
  amounts: bigint[];
  /** Some of them are cancelled. */
  isAnyCancelled: boolean;
}

/** What the shared stamps of these amounts refer to; once in a page. */
export function PriceStampShapes({ amounts, isAnyCancelled }: ShapesProps) {
  const widths = [...new Set(amounts.map(columnsOf))];
  return (
    <svg aria-hidden className="absolute size-0">
      <defs>
        {widths.map((columns) => (
          <Paper key={columns} id={paperId(columns)} columns={columns} />
        ))}
        {isAnyCancelled && widths.map((columns) => <Cancellation key={columns} id={wavesId(columns)} columns={columns} />)}
      </defs>
    </svg>
  );
}
