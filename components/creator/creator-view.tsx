import { useLocale } from "#use-locale";
import { formatDate } from "@/components/item/format";
import { ItemGrid } from "@/components/market/item-grid";
import { Avatar } from "@/components/ui/avatar";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { CreatorProfile, ItemSummary } from "@/lib/catalog/types";
import { shorten } from "@/lib/kernel/address";
import { checksum } from "@/lib/kernel/checksum";
import type { Page } from "@/lib/kernel/page";
import { CreatorLinks } from "./creator-links";

export function CreatorView({
  creator,
  page,
  owned,
}: {
  creator: CreatorProfile;
  page: Page<ItemSummary>;
  owned: ReadonlySet<string>;
}) {
  const locale = useLocale();
  return (
    <div className="page pt-10 md:pt-14">
      <header className="flex flex-col gap-5 border-b border-rule pb-9 sm:flex-row sm:gap-7">
        <Avatar name={creator.displayName} pictureId={creator.avatarId} className="size-20 text-4xl" />
        <div className="min-w-0">
          <h1 className="text-3xl md:text-4xl">{creator.displayName}</h1>
          <p className="mt-1 text-sm text-ink-3">
            @{creator.handle} · here since {formatDate(creator.createdAt, locale)} · paid at{" "}
            <abbr title={checksum(creator.payTo)} className="figures no-underline">
              {shorten(checksum(creator.payTo))}
            </abbr>{" "}
            ·{" "}
            <a href={`/@${creator.handle}/feed.xml`} className="link">
              Feed
            </a>
          </p>
          {creator.bio && <p className="mt-4 max-w-2xl text-lg text-pretty whitespace-pre-line text-ink-2">{creator.bio}</p>}
          <CreatorLinks links={creator.links} className="mt-4 flex flex-wrap gap-x-6 gap-y-1.5" />
        </div>
      </header>
      <section aria-label="Pieces" className="mt-10">
        {page.rows.length === 0 ? (
          <EmptyState title="Nothing published yet" action={<LinkButton href="/">To the market</LinkButton>}>
            {creator.displayName} has not put anything up for sale so far.
          </EmptyState>
        ) : (
          <ItemGrid items={page.rows} owned={owned} />
        )}
        {page.next && (
          <nav aria-label="Pages" className="mt-14 flex justify-center">
            <LinkButton href={`/@${creator.handle}?cursor=${encodeURIComponent(page.next)}`}>More pieces</LinkButton>
          </nav>
        )}
      </section>
    </div>
  );
}
