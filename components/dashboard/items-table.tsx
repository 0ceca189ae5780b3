import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { OwnItem } from "@/lib/catalog/items/codecs";
import type { ItemFunnel } from "@/lib/earnings/codecs";
import { useText } from "@/lib/i18n/use-text";
import { shareOf } from "./earnings/conversion";
import { type ItemRowProps, ItemRows } from "./item-rows";
import { Table } from "./table";
import { text } from "./text";

interface ItemsTableProps {
  items: OwnItem[];
  funnels: ItemFunnel[];
  handle: string;
}

export function ItemsTable({ items, funnels, handle }: ItemsTableProps) {
  const { pieces: t, newPiece } = useText(text);
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
  const rows = items.map((item): ItemRowProps => {
    const { viewed, settled } = stepsOf.get(item.id) ?? { viewed: 0, settled: 0 };
    const { hasUnpublishedChanges, updatedAt, scheduledFor, missedItsTime, ...shown } = item;
    const isPublic = item.status === "listed" || item.status === "unlisted";
    return {
      ...shown,
      viewed,
      share: shareOf(settled, viewed),
      ...(scheduledFor && { scheduledFor: scheduledFor.toISOString() }),
      ...(missedItsTime && { missedItsTime }),
      ...(hasUnpublishedChanges && isPublic && { isChanged: true }),
      changedAt: updatedAt.toISOString(),
    };
  });
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
        <ItemRows rows={rows} handle={handle} />
      </Table>
      <p className="mt-4 max-w-3xl text-sm text-pretty text-ink-3">{t.note}</p>
    </>
  );
}
