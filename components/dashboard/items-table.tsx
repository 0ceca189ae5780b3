import Link from "next/link";
import { useLocale } from "#use-locale";
import { formatDate } from "@/components/item/format";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import type { OwnItem } from "@/lib/catalog/types";
import { ItemMenu } from "./item-menu";
import { LocalTime } from "./local-time";
import { StatusChip } from "./status-chip";
import { Cell, Table } from "./table";

export function ItemsTable({ items, handle }: { items: OwnItem[]; handle: string }) {
  const locale = useLocale();
  if (items.length === 0) {
    return (
      <EmptyState
        title="Nothing written yet"
        action={
          <LinkButton href="/dashboard/items/new" variant="primary">
            New piece
          </LinkButton>
        }
      >
        Your articles and files will be listed here, with what each has earned.
      </EmptyState>
    );
  }
  return (
    <Table
      label="Your pieces"
      columns={[
        "Title",
        "Status",
        { name: "Price", end: true },
        { name: "Sales", end: true },
        { name: "Earned", end: true },
        { name: "Changed", end: true },
        { name: "", end: true },
      ]}
    >
      {items.map((item) => (
        <tr key={item.id}>
          <Cell wide>
            <Link href={`/dashboard/items/${item.id}`} className="link font-semibold decoration-transparent">
              {item.title || "Untitled"}
            </Link>
            <span className="block text-xs text-ink-3">{item.kind === "article" ? "Article" : "Files"}</span>
          </Cell>
          <Cell>
            <StatusChip status={item.status} />
            {item.scheduledFor && <LocalTime at={item.scheduledFor.toISOString()} className="mt-1 block text-xs text-ink-3" />}
            {item.scheduleProblem && <span className="mt-1 block text-xs text-red">Not published at its time</span>}
            {item.hasUnpublishedChanges && (item.status === "listed" || item.status === "unlisted") && (
              <span className="mt-1 block text-xs text-ink-3">Unpublished changes</span>
            )}
          </Cell>
          <Cell end>
            <Money amount={item.amount} />
          </Cell>
          <Cell end>{item.sales.toLocaleString("en-US")}</Cell>
          <Cell end>
            <Money amount={item.earned} />
          </Cell>
          <Cell end>{formatDate(item.updatedAt, locale)}</Cell>
          <Cell end>
            <ItemMenu item={{ id: item.id, title: item.title, slug: item.slug, status: item.status }} handle={handle} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
