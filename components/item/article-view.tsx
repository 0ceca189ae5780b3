import clsx from "clsx";
import type { ReactNode } from "react";
import { Cover } from "@/components/ui/cover";
import type { ItemDetail } from "@/lib/catalog/types";
import { AuthorBox } from "./author-box";
import { Byline, Tags } from "./item-meta";
import { WhatsInside } from "./whats-inside";

interface ArticleViewProps {
  item: ItemDetail;
  /** The free part, as safe HTML. */
  previewHtml: string;
  /** What follows the free part: the paid text for its owner, the wall for everybody else. */
  children: ReactNode;
  /** The paid part is on the page: nothing fades. */
  open: boolean;
}

/** The reading page. The wall stands in the flow of the text. */
export function ArticleView({ item, previewHtml, children, open }: ArticleViewProps) {
  return (
    <article className="piece page pt-10 md:pt-16">
      <header className="mx-auto max-w-[36.5rem] xl:mx-0 xl:ms-[8.5rem] xl:max-w-[44rem]">
        <h1 className="text-3xl md:text-4xl">{item.title}</h1>
        {item.dek && <p className="mt-4 serif-italic text-xl text-pretty text-ink-2">{item.dek}</p>}
        <div className="mt-7 max-w-[36.5rem]">
          <Byline item={item} owned={open} />
        </div>
      </header>
      {item.cover && (
        <Cover
          item={item}
          sizes="(min-width: 1280px) 56.5rem, (min-width: 640px) 36.5rem, 92vw"
          eager
          className="mx-auto mt-8 max-w-[36.5rem] border border-rule xl:mx-0 xl:ms-[8.5rem] xl:max-w-[56.5rem]"
        />
      )}
      <div className="mx-auto mt-9 max-w-[36.5rem] xl:ms-[8.5rem] xl:grid xl:max-w-none xl:grid-cols-[36.5rem_15rem] xl:gap-x-20">
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown */}
        <div className={clsx("reading min-w-0", !open && "free-part")} dangerouslySetInnerHTML={{ __html: previewHtml }} />
        {!open && <WhatsInside headings={item.headings} className="mt-8 xl:sticky xl:top-8 xl:mt-1 xl:self-start" />}
        <div className="paid-part mt-7 min-w-0 xl:col-start-1">{children}</div>
      </div>
      <footer className="mx-auto mt-14 max-w-[36.5rem] space-y-6 xl:mx-0 xl:ms-[8.5rem]">
        <Tags tags={item.tags} />
        <AuthorBox creator={item.creator} />
      </footer>
    </article>
  );
}
