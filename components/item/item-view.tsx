import type { ReactNode } from "react";
import type { ItemDetail } from "@/lib/catalog/items/codecs";
import { ArticleView } from "./article-view";
import { sectionsOf } from "./contents/sections";
import { FileView } from "./file-view";
import { splitNotes } from "./notes";
import { OwnedCard } from "./owned/owned-card";
import { OwnedFiles } from "./owned-files";
import { PaidText } from "./paid-text";
import type { ToldPlace } from "./place-of";

interface ItemViewProps {
  item: ItemDetail;
  /** The free part, as safe HTML. */
  previewHtml: string;
  /** The absolute URL of the item, printed on paper. */
  url: string;
  /** The paid part, for a reader who may open it. */
  opened: { html: string } | null;
  /** What replaces the wall for an owner. */
  line: ReactNode;
  /** The wall, for a reader who may not open it. */
  closed: ReactNode;
  /** The previews of its files. */
  previews?: ReactNode;
  /** Of a reader whose wallet has signed in: where another device stopped. Undefined where none is to be told. */
  place?: ToldPlace | undefined;
}

/** An item's page as a reader or its owner sees it. */
export function ItemView({ item, previewHtml, url, opened, line, closed, previews, place }: ItemViewProps) {
  const files = item.files.map((file) => ({ ...file, bytes: file.bytes.toString() }));
  if (item.kind === "article") {
    const sections = opened ? sectionsOf(previewHtml + opened.html) : [];
    return (
      <ArticleView
        item={item}
        previewHtml={previewHtml}
        open={opened !== null}
        url={url}
        sections={sections}
        place={place ?? null}
      >
        {opened ? (
          <PaidText
            html={opened.html}
            line={line}
            itemId={item.id}
            freeNotes={splitNotes(previewHtml).notes}
            isTold={place !== undefined}
          />
        ) : (
          closed
        )}
      </ArticleView>
    );
  }
  return (
    <FileView
      item={item}
      previewHtml={previewHtml}
      open={opened !== null}
      url={url}
      buyBox={opened ? <OwnedCard itemId={item.id} files={files} line={line} /> : closed}
      previews={previews}
      owned={
        opened && (
          <>
            <OwnedFiles files={files} itemId={item.id} />
            {opened.html && (
              <div className="mt-10">
                <PaidText html={opened.html} />
              </div>
            )}
          </>
        )
      }
    />
  );
}
