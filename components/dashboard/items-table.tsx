import Link from "next/link";
import { useLocale } from "#use-locale";
import { formatDate } from "@/components/format/format";
import { formatNumber } from "@/components/format/format-number";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import type { OwnItem } from "@/lib/catalog/items/codecs";
import type { ItemFunnel } from "@/lib/earnings/codecs";
import { useText } from "@/lib/i18n/use-text";
import { LocalTime } from "../dashboard-ui/local-time";
import { StatusChip } from "../dashboard-ui/status-chip";
import { shareOf } from "./earnings/conversion";
import { text as earningsText } from "./earnings/text";
import { ItemMenu } from "./item-menu";
import { Cell, Table } from "./table";
import { text } from "./text";

/** Link to the funnel of an item. */
function Conversion({ item: { id, title }, share }: { item: OwnItem; share: string | null }) {
  const { untitled } = useText(text);
  const { ofPiece } = useText(earningsText).funnel;
  if (share === null) return "–";
  return (
    <Link
      href={`/dashboard/earnings?piece=${id}#funnel`}
      className="link decoration-transparent"
      aria-label={ofPiece(share, title || untitled)}
    >
      {share}
    </Link>
  );
}

interface ItemsTableProps {
  items: OwnItem[];
  funnels: ItemFunnel[];
  handle: string;
}

export function ItemsTable({ items, funnels, handle }: ItemsTableProps) {
  const { pieces: t, untitled, newPiece } = useText(text);
  const locale = useLocale();
  if (items.length === 0) {
    return (
      <EmptyState
        title={t.empty.title}
        action={
          <LinkButton href="/dashboard/items/new" variant="primary">
            {newPiece}
          </LinkButton>
        }
      >
        {t.empty.text}
      </EmptyState>
    );
  }
  const { columns } = t;
  const stepsOf = new Map(funnels.map(({ itemId, people }) => [itemId, people]));
  return (
    <>
      <Table
        label={t.title}
        columns={[
          columns.title,
          columns.status,
          ...[columns.price, columns.views, columns.conversion, columns.sales, columns.earned, columns.changed, ""].map(
            (name) => ({ name, end: true }) as const,
          ),
        ]}
      >
        {items.map((item) => {
          const { viewed, settled } = stepsOf.get(item.id) ?? { viewed: 0, settled: 0 };
          return (
            <tr key={item.id}>
              <Cell wide>
                <Link href={`/dashboard/items/${item.id}`} className="link font-semibold decoration-transparent">
                  {item.title || untitled}
                </Link>
                <span className="block text-xs text-ink-3">{item.kind === "article" ? t.article : t.files}</span>
              </Cell>
              <Cell>
                <StatusChip status={item.status} />
                {item.scheduledFor && (
                  <LocalTime at={item.scheduledFor.toISOString()} className="mt-1 block text-xs text-ink-3" />
                )}
                {item.missedItsTime && <span className="mt-1 block text-xs text-red">{t.missedItsTime}</span>}
                {item.hasUnpublishedChanges && (item.status === "listed" || item.status === "unlisted") && (
                  <span className="mt-1 block text-xs text-ink-3">{t.unpublishedChanges}</span>
                )}
              </Cell>
              <Cell end>
                <Money amount={item.amount} />
              </Cell>
              <Cell end>{formatNumber(viewed)}</Cell>
              <Cell end>
                <Conversion item={item} share={shareOf(settled, viewed)} />
              </Cell>
              <Cell end>{formatNumber(item.sales)}</Cell>
              <Cell end>
                <Money amount={item.earned} />
              </Cell>
              <Cell end>{formatDate(item.updatedAt, locale)}</Cell>
              <Cell end>
                <ItemMenu item={{ id: item.id, title: item.title, slug: item.slug, status: item.status }} handle={handle} />
              </Cell>
            </tr>
          );
        })}
      </Table>
      <p className="mt-4 max-w-3xl text-sm text-pretty text-ink-3">{t.note}</p>
    </>
  );
}
