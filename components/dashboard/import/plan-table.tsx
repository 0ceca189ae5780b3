import Link from "next/link";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { Money } from "@/components/ui/money";
import type { Outcome } from "@/lib/archive/import-item";
import { useText } from "@/lib/i18n/use-text";
import { formatBytes } from "@/lib/kernel/bytes";
import { DECIMAL_USDC, parseUsdc } from "@/lib/kernel/money";
import { Cell, Row, Table } from "../table";
import { text } from "./text";
import type { Row as Planned } from "./use-import";

const rowsMax = 300;

const plans: Record<Outcome, ChipTone> = { created: "green", updated: "plain", unchanged: "plain", failed: "red" };
const results: Record<Outcome, ChipTone> = { ...plans, updated: "green" };

function Length({ planned: { item, words, fileCount, fileBytes } }: Planned) {
  const t = useText(text);
  if (!item) return null;
  if (item.kind === "file") return t.filesLength(fileCount, formatBytes(fileBytes));
  return t.words(words.free, words.paid);
}

function PieceRow(row: Planned) {
  const t = useText(text);
  const { planned, forecast, result } = row;
  const { item, path, notes } = planned;
  const tone = result ? results[result.outcome] : plans[forecast.outcome];
  const label = result ? t.results[result.outcome] : t.plans[forecast.outcome];
  const { problems } = result ?? forecast;
  const isPriced = item && DECIMAL_USDC.test(item.price);
  return (
    <Row>
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
        {problems.length > 0 && (
          <span className="mt-1 block max-w-xl text-pretty text-red">{problems.map(t.finding).join(t.between)}</span>
        )}
        {!result &&
          forecast.outcome !== "failed" &&
          notes.map((note) => (
            <span key={JSON.stringify(note)} className="mt-1 block max-w-xl text-pretty text-ink-2">
              {t.finding(note)}
            </span>
          ))}
      </Cell>
      <Cell>{isPriced ? <Money amount={parseUsdc(item.price)} /> : "–"}</Cell>
      <Cell>
        <Length {...row} />
      </Cell>
    </Row>
  );
}

/** What will happen to each item, or what happened; those that cannot be imported first. */
export function PlanTable({ rows }: { rows: Planned[] }) {
  const t = useText(text);
  const isFailed = ({ forecast, result }: Planned) => (result ?? forecast).outcome === "failed";
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
