import { buttonClass } from "@/components/ui/button";
import type { FileFacts as Facts } from "@/lib/catalog/types";
import { formatBytes } from "@/lib/kernel/bytes";
import { FileFacts } from "./file-facts";
import { FileIcon } from "./file-icon";
import { formatCount } from "./format";

export interface OwnedFile {
  id: string;
  name: string;
  mediaType: string;
  /** A decimal string: it crosses from server to browser. */
  bytes: string;
  sha256: string;
  facts?: Facts;
}

const readable = /^(application\/pdf|text\/plain|text\/csv|image\/(png|jpeg|gif|webp|avif))\b/;

const urlOf = (itemId: string, file: OwnedFile) => `/api/items/${itemId}/files/${file.id}`;

/** The files of a piece that is owned: to read, to play, to keep. */
export function OwnedFiles({ files, itemId }: { files: OwnedFile[]; itemId: string }) {
  return (
    <div>
      {files.length > 1 && (
        <div className="mb-3 flex items-center justify-between gap-4">
          <p className="figures text-sm text-ink-3">
            {formatCount(files.length, "file")} · {formatBytes(files.reduce((sum, file) => sum + Number(file.bytes), 0))}
          </p>
          <a href={`/api/items/${itemId}/files.zip`} download className={buttonClass({ size: "small" })}>
            Download all
          </a>
        </div>
      )}
      <ul className="border-t border-rule">
        {files.map((file) => (
          <Row key={file.id} file={file} url={urlOf(itemId, file)} />
        ))}
      </ul>
    </div>
  );
}

function Row({ file, url }: { file: OwnedFile; url: string }) {
  const verb = file.mediaType.startsWith("image/") ? "View" : "Read";
  return (
    <li className="border-b border-rule py-3.5">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2.5">
        <FileIcon mediaType={file.mediaType} />
        <div className="min-w-48 flex-1">
          <FileFacts file={file} />
        </div>
        <div className="flex gap-2">
          {readable.test(file.mediaType) && (
            <a
              href={url}
              target="_blank"
              rel="noopener"
              className={buttonClass({ size: "small" })}
              aria-label={`${verb} ${file.name}, opens a new tab`}
            >
              {verb}
            </a>
          )}
          <a href={url} download={file.name} className={buttonClass({ size: "small" })} aria-label={`Download ${file.name}`}>
            Download
          </a>
        </div>
      </div>
      <Player file={file} url={url} />
    </li>
  );
}

/** Plays in the page, by ranges; nothing is loaded before it is asked for. */
function Player({ file, url }: { file: OwnedFile; url: string }) {
  if (file.mediaType.startsWith("audio/")) {
    // biome-ignore lint/a11y/useMediaCaption: creators upload single files; there is no caption track to name
    return <audio controls preload="none" src={url} aria-label={`Play ${file.name}`} className="mt-3 w-full" />;
  }
  if (file.mediaType.startsWith("video/")) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: creators upload single files; there is no caption track to name
      <video
        controls
        preload="none"
        src={url}
        aria-label={`Play ${file.name}`}
        className="mt-3 aspect-video w-full rounded-md bg-ink"
      />
    );
  }
  return null;
}
