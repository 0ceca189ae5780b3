import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";
import type { OwnedFile } from "./types";
import { archiveUrl, downloadUrl } from "./urls";

/** The id of the list of files, on the page of an item of files. */
export const ownedFilesId = "owned-files";

interface OwnedCardProps {
  itemId: string;
  files: Pick<OwnedFile, "id" | "name">[];
  /** That it is owned, since when, and its receipt. */
  line: ReactNode;
}

/** Stands where the wall stood, once a piece of files is owned. */
export function OwnedCard({ itemId, files, line }: OwnedCardProps) {
  const t = useText(text);
  const [first] = files;
  return (
    <div className="rounded-lg border border-rule bg-raised px-5 py-5 print:hidden">
      {line}
      {first && (
        <p className="mt-4 flex flex-col gap-2.5">
          {files.length > 1 ? (
            <a href={archiveUrl(itemId)} download className={buttonClass({ variant: "primary" })}>
              {t.downloadAll}
            </a>
          ) : (
            <a href={downloadUrl(itemId, first.id)} download={first.name} className={buttonClass({ variant: "primary" })}>
              {t.download}
            </a>
          )}
          <a href={`#${ownedFilesId}`} className={buttonClass({})}>
            {t.viewFiles(files.length)}
          </a>
        </p>
      )}
    </div>
  );
}
