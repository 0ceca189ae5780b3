import Form from "next/form";
import Link from "next/link";
import { useLocale } from "#use-locale";
import { formatCount, formatDate } from "@/components/item/format";
import { ItemGrid } from "@/components/market/item-grid";
import { Button, LinkButton } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Cover } from "@/components/ui/cover";
import { EmptyState } from "@/components/ui/empty-state";
import { Input, Select } from "@/components/ui/field";
import { Money } from "@/components/ui/money";
import type { ItemSummary } from "@/lib/catalog/types";
import type { OwnedItem } from "@/lib/payments/types";
import type { LibraryQuery } from "./library-url";

interface LibraryViewProps {
  query: LibraryQuery;
  /** What matches, and how many there are in all. */
  items: OwnedItem[];
  total: number;
  /** Three pieces to begin with, for an empty library. */
  picks: ItemSummary[];
}

export function LibraryView({ query, items, total, picks }: LibraryViewProps) {
  return (
    <div className="page pt-8 md:pt-12">
      <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div>
          <h1 className="text-3xl md:text-4xl">Library</h1>
          <p className="mt-2 text-ink-2">What this wallet bought. It follows the wallet to any device.</p>
        </div>
        {total > 0 && <Filters query={query} />}
      </header>
      {total === 0 ? (
        <Empty picks={picks} />
      ) : items.length === 0 ? (
        <EmptyState title="Nothing in your library matches" action={<LinkButton href="/library">Show all of it</LinkButton>}>
          Try fewer or other words.
        </EmptyState>
      ) : (
        <>
          <p className="mt-7 mb-2 text-sm text-ink-3">{formatCount(items.length, "piece")}</p>
          <ul className="border-t border-rule">
            {items.map((item) => (
              <Row key={item.receiptId} item={item} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Filters({ query }: { query: LibraryQuery }) {
  return (
    <Form action="/library" role="search" aria-label="Your library" className="flex w-full flex-wrap gap-2.5 sm:w-auto">
      <Input
        type="search"
        name="search"
        defaultValue={query.search}
        aria-label="Search your library"
        placeholder="Search your library"
        className="min-w-40 flex-1 sm:w-56"
      />
      <Select name="sort" defaultValue={query.sort} aria-label="Sort" className="w-auto!">
        <option value="newest">Newest first</option>
        <option value="oldest">Oldest first</option>
        <option value="title">By title</option>
      </Select>
      <Button type="submit">Show</Button>
    </Form>
  );
}

const pathOf = (item: OwnedItem) => (item.removed ? `/library/${item.itemId}` : `/@${item.handle}/${item.slug}`);

/** Beside its title a cover is decoration. */
const asPiece = ({ title, kind, coverId, creatorName }: OwnedItem) => ({
  title,
  kind,
  cover: coverId ? { id: coverId, alt: "" } : null,
  creator: { displayName: creatorName },
});

function Row({ item }: { item: OwnedItem }) {
  const locale = useLocale();
  return (
    <li className="group relative grid grid-cols-[6.5rem_1fr] gap-x-4 gap-y-2 border-b border-rule py-5 sm:grid-cols-[9rem_1fr_auto] sm:gap-x-6">
      <Cover item={asPiece(item)} sizes="9rem" className="self-start border border-rule" />
      <div className="min-w-0">
        <h2 className="text-lg decoration-red decoration-1 underline-offset-4 group-hover:underline sm:text-xl">
          <Link href={pathOf(item)} className="no-underline after:absolute after:inset-0">
            {item.title}
          </Link>
        </h2>
        <p className="mt-0.5 text-sm text-ink-2">{item.creatorName}</p>
        <p className="mt-2 flex flex-wrap gap-2 empty:hidden">
          {item.updatedSince && <Chip tone="green">Updated since you bought it</Chip>}
          {item.removed && <Chip>No longer for sale</Chip>}
        </p>
      </div>
      <p className="col-start-2 flex flex-wrap items-baseline gap-x-3 text-sm text-ink-3 sm:col-start-3 sm:row-start-1 sm:flex-col sm:items-end sm:gap-y-1">
        <Money amount={item.amount} className="font-semibold text-ink" />
        <time dateTime={item.purchasedAt.toISOString()}>{formatDate(item.purchasedAt, locale)}</time>
        <Link href={`/receipts/${item.receiptId}`} className="link relative" aria-label={`Receipt for ${item.title}`}>
          Receipt
        </Link>
      </p>
    </li>
  );
}

function Empty({ picks }: { picks: ItemSummary[] }) {
  return (
    <>
      <EmptyState title="Nothing here yet" action={<LinkButton href="/">To the market</LinkButton>}>
        What you unlock with this wallet is kept here, with its receipt, to read again on any device.
      </EmptyState>
      {picks.length > 0 && (
        <section className="mt-6 border-t border-rule pt-8">
          <h2 className="mb-6 text-2xl">Three to begin with</h2>
          <ItemGrid items={picks} />
        </section>
      )}
    </>
  );
}
