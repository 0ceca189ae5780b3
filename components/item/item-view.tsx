import type { ReactNode } from "react";
import type { ItemDetail } from "@/lib/catalog/types";
import { ArticleView } from "./article-view";
import { FileView } from "./file-view";
import { splitNotes } from "./notes";
import { OwnedFiles } from "./owned-files";
import { PaidText } from "./paid-text";

interface ItemViewProps {
  item: ItemDetail;
  /** The free part, as safe HTML. */
  previewHtml: string;
  /** Where the piece is read, whole: for paper. */
  url: string;
  /** The paid part, for who may open it. */
  opened: { html: string } | null;
  /** Stands where the wall was. */
  line: ReactNode;
  /** The wall, for who may not. */
  closed: ReactNode;
  /** What may be seen of its files for free. */
  previews?: ReactNode;
}

/** A piece as its reader or its owner sees it. */
export function ItemView({ item, previewHtml, url, opened, line, closed, previews }: ItemViewProps) {
  const files = item.files.map((file) => ({ ...file, bytes: file.bytes.toString() }));
  if (item.kind === "article") {
    return (
      <ArticleView item={item} previewHtml={previewHtml} open={opened !== null} url={url}>
        {opened ? <PaidText html={opened.html} line={line} itemId={item.id} freeNotes={splitNotes(previewHtml).notes} /> : closed}
      </ArticleView>
    );
  }
  return (
    <FileView
      item={item}
      previewHtml={previewHtml}
      open={opened !== null}
      url={url}
      buyBox={opened ? <div className="rounded-lg border border-rule bg-raised px-5 py-4">{line}</div> : closed}
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
