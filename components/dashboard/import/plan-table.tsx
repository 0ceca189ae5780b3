import Link from "next/link";
import { formatCount } from "@/components/item/format";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { Money } from "@/components/ui/money";
import type { Outcome } from "@/lib/archive/import-item";
import { formatBytes } from "@/lib/kernel/bytes";
import { DECIMAL_USDC, parseUsdc } from "@/lib/kernel/money";
import { Cell, Table } from "../table";
import type { Row } from "./use-import";

const rowsMax = 300;

const plans: Record<Outcome, { tone: ChipTone; label: string }> = {
  created: { tone: "green", label: "New" },
  updated: { tone: "plain", label: "Changes" },
  unchanged: { tone: "plain", label: "Stays as it is" },
  failed: { tone: "red", label: "Not imported" },
};
const deeds: Record<Outcome, { tone: ChipTone; label: string }> = {
  created: { tone: "green", label: "Imported" },
  updated: { tone: "green", label: "Changed" },
  unchanged: { tone: "plain", label: "Was the same" },
  failed: { tone: "red", label: "Failed" },
};

function Length({ planned: { item, words, fileCount, fileBytes } }: Row) {
  if (!item) return null;
  if (item.kind === "file") return `${formatCount(fileCount, "file")}, ${formatBytes(fileBytes)}`;
  return `${words.free.toLocaleString("en")} free, ${words.paid.toLocaleString("en")} paid`;
}

function PieceRow(row: Row) {
  const { planned, forecast, result } = row;
  const { item, path, notes } = planned;
  const { tone, label } = result ? deeds[result.outcome] : plans[forecast.outcome];
  const detail = result ? result.detail : forecast.detail;
  const isPriced = item && DECIMAL_USDC.test(item.price);
  return (
    <tr>
      <Cell>
        <Chip tone={tone}>{label}</Chip>
      </Cell>
      <Cell wide>
        <span className="font-semibold">
          {result?.itemId ? (
            <Link href={`/dashboard/items/${result.itemId}`} className="link decoration-transparent">
              {item?.title}
            </Link>
          ) : (
            item?.title || path
          )}
        </span>
        {item?.title && <span className="block break-all text-ink-3">{path}</span>}
        {detail && <span className="mt-1 block max-w-xl text-pretty text-red">{detail}</span>}
        {!result &&
          forecast.outcome !== "failed" &&
          notes.map((note) => (
            <span key={note} className="mt-1 block max-w-xl text-pretty text-ink-2">
              {note}
            </span>
          ))}
      </Cell>
      <Cell>{isPriced ? <Money amount={parseUsdc(item.price)} /> : "–"}</Cell>
      <Cell>
        <Length {...row} />
      </Cell>
    </tr>
  );
}

/** What will happen to each piece, or what did. What cannot be imported stands first. */
export function PlanTable({ rows }: { rows: Row[] }) {
  const isFailed = ({ forecast, result }: Row) => (result ?? forecast).outcome === "failed";
  const sorted = [...rows.filter(isFailed), ...rows.filter((row) => !isFailed(row))];
  return (
    <>
      <Table label="Pieces to import" columns={["Import", "Piece", "Price", "Length"]}>
        {sorted.slice(0, rowsMax).map((row) => (
          <PieceRow key={row.planned.path} {...row} />
        ))}
      </Table>
      {rows.length > rowsMax && (
        <p className="mt-3 text-sm text-ink-3">and {(rows.length - rowsMax).toLocaleString("en")} more.</p>
      )}
    </>
  );
}
