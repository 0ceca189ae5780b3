"use client";
// A client component, so that the page's payload carries what the rows say and not their markup once more.
import Link from "next/link";
import { formatNumber } from "@/components/format/format-number";
import { Money } from "@/components/ui/money";
import type { OwnItem } from "@/lib/catalog/items/codecs";
import { useText } from "@/lib/i18n/use-text";
import { LocalTime } from "../dashboard-ui/local-time";
import { StatusChip } from "../dashboard-ui/status-chip";
import { ItemMenu } from "./item-menu";
import { Cell, Row } from "./table";
import { text } from "./text";

type Shown = "id" | "kind" | "status" | "slug" | "title" | "amount" | "sales" | "earned";

export interface ItemRowProps extends Pick<OwnItem, Shown> {
  viewed: number;
  /** Of its viewers, those who bought it. */
  share: string | null;
  scheduledFor?: string;
  missedItsTime?: boolean;
  /** The saved draft differs from what readers see. */
  isChanged?: boolean;
  changedAt: string;
}

/** Link to the funnel of an item. */
function Conversion({ item: { id, title, share } }: { item: ItemRowProps }) {
  const { pieces: t, untitled } = useText(text);
  if (share === null) return "–";
  return (
    <Link
      href={`/dashboard/earnings?piece=${id}#funnel`}
      className="link decoration-transparent"
      aria-label={t.funnelOf(share, title || untitled)}
    >
      {share}
    </Link>
  );
}

function ItemRow({ item, handle }: { item: ItemRowProps; handle: string }) {
  const isRemoved = item.status === "removed";
  const { pieces: t, untitled } = useText(text);
  return (
    <Row>
      <Cell wide>
        {/* What was taken down has no editor any more; its address says that it is gone. */}
        <Link
          href={isRemoved ? `/@${handle}/${item.slug}` : `/dashboard/items/${item.id}`}
          className="link font-semibold decoration-transparent"
        >
          {item.title || untitled}
        </Link>
        <small>{item.kind === "article" ? t.article : t.files}</small>
      </Cell>
      <Cell>
        <StatusChip status={item.status} />
        {item.scheduledFor && <LocalTime at={item.scheduledFor} className="mt-1 block text-xs text-ink-3" />}
        {item.missedItsTime && <small className="text-red!">{t.missedItsTime}</small>}
        {item.isChanged && <small>{t.unpublishedChanges}</small>}
      </Cell>
      <Cell end>
        <Money amount={item.amount} />
      </Cell>
      <Cell end>{formatNumber(item.viewed)}</Cell>
      <Cell end>
        <Conversion item={item} />
      </Cell>
      <Cell end>{formatNumber(item.sales)}</Cell>
      <Cell end>
        <Money amount={item.earned} />
      </Cell>
      <Cell end>
        <LocalTime at={item.changedAt} form="day" />
      </Cell>
      <Cell end corner>
        {!isRemoved && <ItemMenu item={item} handle={handle} />}
      </Cell>
    </Row>
  );
}

export function ItemRows({ rows, handle }: { rows: ItemRowProps[]; handle: string }) {
  return rows.map((item) => <ItemRow key={item.id} item={item} handle={handle} />);
}
