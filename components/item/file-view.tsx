import type { ReactNode } from "react";
import { Cover } from "@/components/ui/cover";
import type { ItemDetail } from "@/lib/catalog/items/codecs";
import { useText } from "@/lib/i18n/use-text";
import { languageOf } from "../format/language";
import { ReportLink } from "../moderation/report-link";
import { AuthorBox } from "./author-box";
import { FileList } from "./file-list";
import { Byline, Tags } from "./item-meta";
import { ownedFilesId } from "./owned/owned-card";
import { PrintedAddress } from "./printed-address";
import { text } from "./text";

interface FileViewProps {
  item: ItemDetail;
  /** The description, as safe HTML. */
  previewHtml: string;
  open: boolean;
  url: string;
  /** The wall, or what replaces it. */
  buyBox: ReactNode;
  /** The rows of files, once owned. */
  owned?: ReactNode;
  /** The previews of the files. */
  previews?: ReactNode;
}

/**
 * The page of a file item: description on the left, the wall beside it. Once it is owned, a card stands in the wall's place, and the
 * files in that of what it sells.
 */
export function FileView({ item, previewHtml, open, url, buyBox, owned, previews }: FileViewProps) {
  const { whatYouGet } = useText(text);
  const lang = languageOf(item.title + item.preview);
  return (
    <article className="piece group/piece page pt-10 md:pt-14">
      <div className="grid items-start gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem] print:block">
        <div className="min-w-0 lg:col-start-1 lg:row-start-1">
          <Cover item={item} sizes="(min-width: 1024px) 44rem, 92vw" eager className="max-w-[44rem] border border-rule" />
          <h1 lang={lang} className="mt-8 text-3xl md:text-4xl">
            {item.title}
          </h1>
          {item.dek && (
            <p lang={lang} className="mt-3 max-w-[40rem] serif-italic text-xl text-pretty text-ink-2">
              {item.dek}
            </p>
          )}
          <div className="mt-6 max-w-[44rem]">
            <Byline item={item} owned={open} />
          </div>
        </div>
        <div className="paid-part min-w-0 max-w-[44rem] lg:sticky lg:top-8 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          {buyBox}
        </div>
        <div className="min-w-0 max-w-[44rem] lg:col-start-1 print:mt-8">
          <section id={ownedFilesId} aria-label={whatYouGet} className="scroll-mt-8 empty:hidden">
            {owned}
          </section>
          {!owned && (
            <div className="space-y-12 group-has-[[data-unlocked]]/piece:hidden">
              {previews && <div className="print:hidden">{previews}</div>}
              <section>
                <h2 className="mb-3 text-xl">{whatYouGet}</h2>
                <FileList files={item.files} />
              </section>
            </div>
          )}
          <div
            lang={lang}
            className="reading mt-10"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown
            dangerouslySetInnerHTML={{ __html: previewHtml }}
          />
          <PrintedAddress item={item} open={open} url={url} />
          <footer className="mt-12 space-y-6 print:hidden">
            <Tags tags={item.tags} />
            <AuthorBox creator={item.creator} />
            <ReportLink itemId={item.id} />
          </footer>
        </div>
      </div>
    </article>
  );
}
