import Link from "next/link";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { Money } from "@/components/ui/money";
import type { Outcome } from "@/lib/archive/import-item";
import { useText } from "@/lib/i18n/use-text";
import { formatBytes } from "@/lib/kernel/bytes";
import { DECIMAL_USDC, parseUsdc } from "@/lib/kernel/money";
import { Cell, Table } from "../table";
import { text } from "./text";
import type { Row } from "./use-import";

const rowsMax = 300;

const plans: Record<Outcome, ChipTone> = { created: "green", updated: "plain", unchanged: "plain", failed: "red" };
const deeds: Record<Outcome, ChipTone> = { ...plans, updated: "green" };

function Length({ planned: { item, words, fileCount, fileBytes } }: Row) {
  const t = useText(text);
  if (!item) return null;
  if (item.kind === "file") return t.filesLength(fileCount, formatBytes(fileBytes));
  return t.words(words.free, words.paid);
}

function PieceRow(row: Row) {
  const t = useText(text);
  const { planned, forecast, result } = row;
  const { item, path, notes } = planned;
  const tone = result ? deeds[result.outcome] : plans[forecast.outcome];
  const label = result ? t.deeds[result.outcome] : t.plans[forecast.outcome];
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
        {detail && <span className="mt-1 block max-w-xl text-pretty text-red">{t.said(detail)}</span>}
        {!result &&
          forecast.outcome !== "failed" &&
          notes.map((note) => (
            <span key={note} className="mt-1 block max-w-xl text-pretty text-ink-2">
              {t.said(note)}
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
  const t = useText(text);
  const isFailed = ({ forecast, result }: Row) => (result ?? forecast).outcome === "failed";
  const sorted = [...rows.filter(isFailed), ...rows.filter((row) => !isFailed(row))];
  return (
    <>
      <Table label={t.table} columns={t.columns}>
        {sorted.slice(0, rowsMax).map((row) => (
          <PieceRow key={row.planned.path} {...row} />
        ))}
      </Table>
      {rows.length > rowsMax && <p className="mt-3 text-sm text-ink-3">{t.more(rows.length - rowsMax)}</p>}
    </>
  );
}
