import Link from "next/link";
import type { ReactNode } from "react";
import { Why } from "@/components/moderation/why";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import type { DeskCreator, DeskItem, Lookup } from "@/lib/desk/codecs";
import { useText } from "@/lib/i18n/use-text";
import { Cell, Row, Table } from "../dashboard/table";
import { LocalTime } from "../dashboard-ui/local-time";
import { StatusChip } from "../dashboard-ui/status-chip";
import { languageOf } from "../format/language";
import { ModerateCreator, ModeratePiece } from "./acts";
import { text } from "./text";

/** What was found of what an operator typed. */
export function LookupView({ found: { creator, items } }: { found: Pick<Lookup, "creator" | "items"> }) {
  const { lookup: t } = useText(text);
  if (!creator && items.length === 0) return <EmptyState title={t.none}>{t.noneText}</EmptyState>;
  return (
    <>
      {creator && <Creator creator={creator} />}
      {items.length > 0 && (
        <section className="mt-10">
          <h2 className="mb-4 text-xl">{t.pieces}</h2>
          <Table label={t.pieces} columns={t.columns}>
            {items.map((item) => (
              <ItemRow key={item.id} item={item} />
            ))}
          </Table>
        </section>
      )}
    </>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt className="text-sm text-ink-3">{name}</dt>
    <dd className="figures break-all">{children}</dd>
  </div>
);

function Creator({ creator }: { creator: DeskCreator }) {
  const { lookup: t } = useText(text);
  const { id, handle, displayName, wallet, payTo, createdAt, sales, suspension } = creator;
  return (
    <section aria-label={t.creator} className="mt-8 rounded-md border border-rule bg-raised p-5">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <h2 className="min-w-0 text-xl wrap-anywhere">
          {displayName}{" "}
          <Link href={`/@${handle}`} className="link text-base text-ink-3">
            @{handle}
          </Link>
        </h2>
        <ModerateCreator creator={{ id, name: displayName, isSuspended: suspension !== null }} />
      </div>
      {suspension && (
        <Notice className="mt-4">
          <Why why={suspension} />
        </Notice>
      )}
      <dl className="mt-4 grid gap-x-8 gap-y-3 sm:grid-cols-2">
        <Fact name={t.wallet}>{wallet}</Fact>
        <Fact name={t.payTo}>{payTo}</Fact>
        <Fact name={t.since}>
          <LocalTime at={createdAt.toISOString()} form="day" />
        </Fact>
        <Fact name={t.sales}>{sales}</Fact>
      </dl>
      <p className="mt-4 flex gap-5 text-sm">
        <Link href={`/operator/purchases?q=${id}`} className="link">
          {t.purchases}
        </Link>
        <Link href={`/operator/audit?subject=${id}`} className="link">
          {t.log}
        </Link>
      </p>
    </section>
  );
}

function ItemRow({ item: { id, title, status, slug, handle, amount, hidden } }: { item: DeskItem }) {
  const { lookup: t } = useText(text);
  const name = title || t.untitled;
  return (
    <Row>
      <Cell wide>
        <a href={`/@${handle}/${slug}`} lang={languageOf(name)} className="link font-semibold wrap-anywhere">
          {name}
        </a>
        {hidden && (
          <span className="mt-1 block text-sm font-normal text-ink-2">
            <Why why={hidden} />
          </span>
        )}
        <span className="mt-1 flex gap-4 text-sm font-normal">
          <Link href={`/operator/purchases?q=${id}`} className="link text-ink-3">
            {t.purchases}
          </Link>
          <Link href={`/operator/audit?subject=${id}`} className="link text-ink-3">
            {t.log}
          </Link>
        </span>
      </Cell>
      <Cell>
        <StatusChip status={status} />
      </Cell>
      <Cell>
        <Money amount={amount} />
      </Cell>
      <Cell end>
        <ModeratePiece piece={{ id, title, status }} />
      </Cell>
    </Row>
  );
}
