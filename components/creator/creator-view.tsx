import { useLocale } from "#use-locale";
import { formatDate } from "@/components/format/format";
import { languageOf } from "@/components/format/language";
import { ItemGrid } from "@/components/market/item-grid";
import { Avatar } from "@/components/ui/avatar";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { CreatorProfile } from "@/lib/catalog/creators/codecs";
import type { ItemSummary } from "@/lib/catalog/items/codecs";
import { useText } from "@/lib/i18n/use-text";
import { shorten } from "@/lib/kernel/address";
import { checksum } from "@/lib/kernel/checksum";
import type { Page } from "@/lib/kernel/page";
import { CreatorLinks } from "../ui/creator-links";
import { text } from "./text";

export function CreatorView({
  creator,
  page,
  isFirst,
  owned,
}: {
  creator: CreatorProfile;
  page: Page<ItemSummary>;
  isFirst: boolean;
  owned: ReadonlySet<string>;
}) {
  const locale = useLocale();
  const t = useText(text);
  return (
    <div className="page pt-10 md:pt-14">
      <header className="flex flex-col gap-5 border-b border-rule pb-9 sm:flex-row sm:gap-7">
        <Avatar name={creator.displayName} pictureId={creator.avatarId} className="size-20 text-4xl" />
        <div className="min-w-0">
          <h1 className="text-3xl md:text-4xl">{creator.displayName}</h1>
          <p className="mt-1 text-sm text-ink-3">
            @{creator.handle} · {t.since(formatDate(creator.createdAt, locale))} · {t.paidAt}{" "}
            <abbr title={checksum(creator.payTo)} className="figures no-underline">
              {shorten(checksum(creator.payTo))}
            </abbr>{" "}
            ·{" "}
            <a href={`/@${creator.handle}/feed.xml`} className="link">
              {t.feed}
            </a>
          </p>
          {creator.bio && (
            <p
              lang={languageOf(creator.bio)}
              className="mt-4 max-w-2xl text-lg wrap-anywhere text-pretty whitespace-pre-line text-ink-2"
            >
              {creator.bio}
            </p>
          )}
          <CreatorLinks links={creator.links} className="mt-4 flex flex-wrap gap-x-6 gap-y-1.5" />
        </div>
      </header>
      <section aria-label={t.pieces} className="mt-10">
        {page.rows.length === 0 ? (
          <EmptyState title={t.empty.title} action={<LinkButton href="/">{t.empty.action}</LinkButton>}>
            {t.empty.text(creator.displayName)}
          </EmptyState>
        ) : (
          <ItemGrid items={page.rows} owned={owned} />
        )}
        <nav aria-label={t.pages} className="mt-14 flex justify-center gap-3 empty:hidden">
          {!isFirst && <LinkButton href={`/@${creator.handle}`}>{t.first}</LinkButton>}
          {page.next && <LinkButton href={`/@${creator.handle}?cursor=${encodeURIComponent(page.next)}`}>{t.next}</LinkButton>}
        </nav>
      </section>
    </div>
  );
}
