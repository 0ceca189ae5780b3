import clsx from "clsx";
import type { ReactNode } from "react";
import { Cover } from "@/components/ui/cover";
import type { ItemDetail } from "@/lib/catalog/items/codecs";
import { useText } from "@/lib/i18n/use-text";
import { formatUsd } from "@/lib/kernel/money";
import { languageOf } from "../format/language";
import { ReportLink } from "../moderation/report-link";
import { AuthorBox } from "./author-box";
import { ContentsButton } from "./contents/contents-button";
import { OpenedContents } from "./contents/opened-contents";
import { contentsMin, type Section } from "./contents/sections";
import { slots } from "./contents/slots";
import { ContinueReading } from "./continue-reading";
import { Byline, Tags } from "./item-meta";
import { splitNotes } from "./notes";
import type { ToldPlace } from "./place-of";
import { PrintedAddress } from "./printed-address";
import { text } from "./text";
import { TextSize } from "./text-size";
import { WhatsInside } from "./whats-inside";

/** Where the free part ends: however long it is, its price and the way to it stand at the top. */
const wallId = "wall";

interface ArticleViewProps {
  item: ItemDetail;
  /** The free part, as safe HTML. */
  previewHtml: string;
  /** After the free part: the paid text for its owner, the wall for everybody else. */
  children: ReactNode;
  /** Whether the paid part is on the page; if so, the free part does not fade out. */
  open: boolean;
  /** The absolute URL, printed on paper. */
  url: string;
  /** Its contents, once it is open. */
  sections?: Section[];
  /** Where another device of its owner stopped. */
  place?: ToldPlace;
}

/** An article's page: free part, wall or paid part, notes. */
export function ArticleView({ item, previewHtml, children, open, url, sections = [], place = null }: ArticleViewProps) {
  const t = useText(text);
  const lang = languageOf(item.title + item.preview);
  const free = splitNotes(previewHtml);
  const hasContents = sections.length >= contentsMin;
  return (
    <article className="piece group/piece page pt-10 md:pt-16">
      <header className="mx-auto max-w-(--measure) xl:mx-0 xl:ms-[8.5rem] xl:max-w-[44rem]">
        <h1 lang={lang} className="text-3xl md:text-4xl">
          {item.title}
        </h1>
        {item.dek && (
          <p lang={lang} className="mt-4 serif-italic text-xl text-pretty text-ink-2">
            {item.dek}
          </p>
        )}
        <div className="mt-7 max-w-(--measure)">
          <Byline item={item} owned={open} />
        </div>
      </header>
      {item.cover && (
        <Cover
          item={item}
          sizes="(min-width: 1280px) 56.5rem, (min-width: 640px) 36.5rem, 92vw"
          eager
          className="mx-auto mt-8 max-w-(--measure) border border-rule xl:mx-0 xl:ms-[8.5rem] xl:max-w-[56.5rem]"
        />
      )}
      <div className="mx-auto mt-1.5 mb-2.5 flex min-h-11 max-w-(--measure) items-center gap-4 xl:mx-0 xl:ms-[8.5rem] print:hidden">
        {open ? (
          <ContinueReading itemId={item.id} label={t.continue} told={place} />
        ) : (
          <a
            href={`#${wallId}`}
            className="link inline-flex min-h-10 items-center gap-1.5 text-sm font-semibold text-ink-2 group-has-[[data-unlocked]]/piece:hidden"
          >
            <span aria-hidden>↓</span>
            {t.toRest(formatUsd(item.amount))}
          </a>
        )}
        <span id={slots.button} className="contents">
          {hasContents && <ContentsButton label={t.contents} />}
        </span>
        <TextSize words={t.textSize} />
      </div>
      <div className="mx-auto max-w-(--measure) xl:ms-[8.5rem] xl:grid xl:max-w-none xl:grid-cols-[minmax(0,var(--measure))_15rem] xl:gap-x-20">
        <div
          lang={lang}
          className={clsx("reading min-w-0", !open && "free-part")}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown
          dangerouslySetInnerHTML={{ __html: free.text }}
        />
        <div id={slots.list} className="xl:sticky xl:top-8 xl:col-start-2 xl:row-span-2 xl:row-start-1 xl:mt-1 xl:self-start">
          {hasContents && <OpenedContents label={t.contents} sections={sections} lang={lang} />}
          {!open && (
            <WhatsInside headings={item.headings} lang={lang} className="mt-8 group-has-[[data-unlocked]]/piece:hidden xl:mt-0" />
          )}
        </div>
        <div id={wallId} className="paid-part mt-7 min-w-0 scroll-mt-7 xl:col-start-1">
          {children}
        </div>
        {!open && free.notes && (
          <div
            lang={lang}
            className="reading notes mt-10 min-w-0 empty:hidden xl:col-start-1"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown
            dangerouslySetInnerHTML={{ __html: free.notes }}
          />
        )}
        <PrintedAddress item={item} open={open} url={url} />
      </div>
      <footer className="mx-auto mt-14 max-w-(--measure) space-y-6 xl:mx-0 xl:ms-[8.5rem] print:hidden">
        <Tags tags={item.tags} />
        <AuthorBox creator={item.creator} />
        <ReportLink itemId={item.id} />
      </footer>
    </article>
  );
}
