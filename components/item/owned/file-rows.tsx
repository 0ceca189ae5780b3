"use client";
import dynamic from "next/dynamic";
import { useEffect, useId, useState } from "react";
import { useLocale } from "#use-locale";
import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { useText } from "@/lib/i18n/use-text";
import { formatBytes } from "@/lib/kernel/bytes";
import { fileLabel } from "../../format/format";
import { FileIcon } from "../file-icon";
import { previewUrl } from "../previews/preview-url";
import { kindOf } from "./kind";
import { text } from "./text";
import type { OwnedFile, OwnedFilesProps } from "./types";
import { downloadUrl, fileUrl } from "./urls";
import { hasThumbnail, useThumbnails } from "./use-thumbnails";

const FileViewer = dynamic(() => import("./file-viewer").then((viewer) => viewer.FileViewer), { ssr: false });
const PicturesViewer = dynamic(() => import("./pictures-viewer").then((viewer) => viewer.PicturesViewer), { ssr: false });

/** In the format of `sha256sum -c`. */
const checksumsOf = (files: OwnedFile[]) => files.map(({ sha256, name }) => `${sha256}  ${name}\n`).join("");

/** The files of an owned item, to open or download. */
export function FileRows({ files, itemId, version }: OwnedFilesProps) {
  const t = useText(text);
  const [shown, setShown] = useState<number | null>(null);

  const thumbnails = useThumbnails(itemId, files);
  const urlOf = ({ id }: OwnedFile) => fileUrl(itemId, id, version);
  const pictures = files.filter(({ mediaType }) => kindOf(mediaType) === "picture");
  const sum = formatBytes(files.reduce((bytes, file) => bytes + Number(file.bytes), 0));
  return (
    <div>
      {files.length > 1 && (
        <p className="figures mb-3 text-sm text-ink-3">
          {t.files(files.length)} · {sum}
          <CopyButton text={checksumsOf(files)} label={t.copyAll} className="-my-2 ms-1 align-middle print:hidden" />
        </p>
      )}
      <ul className="border-t border-rule">
        {files.map((file) => (
          <Row
            key={file.id}
            file={file}
            url={urlOf(file)}
            download={downloadUrl(itemId, file.id, version)}
            thumbnail={thumbnails.get(file.id)?.sha256}
            onLook={() => setShown(pictures.indexOf(file))}
          />
        ))}
      </ul>
      <p className="mt-2.5 text-xs text-ink-3 print:hidden">{t.resumes}</p>
      {shown !== null && (
        <PicturesViewer
          pictures={pictures.map((file) => ({ id: file.id, name: file.name, url: urlOf(file) }))}
          first={shown}
          onClose={() => setShown(null)}
        />
      )}
    </div>
  );
}

const verbs = { pdf: "read", text: "read", table: "read", audio: "play", video: "play", picture: "view" } as const;

interface RowProps {
  file: OwnedFile;
  url: string;
  download: string;
  /** The preview that shows it, once it is known. */
  thumbnail: string | undefined;
  onLook: () => void;
}

function Row({ file, url, download, thumbnail, onLook }: RowProps) {
  const t = useText(text);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  // Before hydration a click would have no effect, so the button is disabled.
  const [isHydrated, setHydrated] = useState(false);
  useEffect(() => setHydrated(true), []);
  const kind = kindOf(file.mediaType);
  const verb = kind && t.verbs[verbs[kind]];
  return (
    <li className="border-b border-rule py-3.5">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2.5">
        {hasThumbnail(file) ? (
          <Thumbnail sha256={thumbnail} mediaType={file.mediaType} />
        ) : (
          <FileIcon mediaType={file.mediaType} />
        )}
        <div className="min-w-0 flex-1 basis-40">
          <Facts file={file} />
        </div>
        <div className="ms-8 flex gap-2 sm:ms-0 print:hidden">
          {verb && (
            <button
              type="button"
              {...(kind === "picture" ? { "aria-haspopup": "dialog" } : { "aria-expanded": isOpen, "aria-controls": id })}
              disabled={!isHydrated}
              aria-label={isOpen ? t.closeFile(file.name) : t.open(verb, file.name)}
              onClick={() => (kind === "picture" ? onLook() : setOpen(!isOpen))}
              className={buttonClass({ size: "small" })}
            >
              {isOpen ? t.close : verb}
            </button>
          )}
          <a
            href={download}
            download={file.name}
            className={buttonClass({ size: "small" })}
            aria-label={t.downloadFile(file.name)}
          >
            {t.download}
          </a>
        </div>
      </div>
      <div id={id}>{isOpen && kind && kind !== "picture" && <FileViewer kind={kind} file={file} url={url} />}</div>
    </li>
  );
}

/** In a square that is there before the picture is. */
function Thumbnail({ sha256, mediaType }: { sha256: string | undefined; mediaType: string }) {
  return (
    <span className="grid size-14 shrink-0 place-items-center overflow-hidden border border-rule bg-sunk">
      {sha256 ? (
        // biome-ignore lint/performance/noImgElement: a preview, made small already
        <img
          src={previewUrl(sha256)}
          alt=""
          loading="lazy"
          decoding="async"
          className="size-full object-cover dark:brightness-90"
        />
      ) : (
        <FileIcon mediaType={mediaType} />
      )}
    </span>
  );
}

/** A file's name, type, size, and checksum to copy. */
function Facts({ file }: { file: OwnedFile }) {
  const t = useText(text);
  const locale = useLocale();
  return (
    <>
      <p className="font-semibold wrap-anywhere">{file.name}</p>
      <p className="figures text-sm text-ink-3">
        {fileLabel(file, locale)} ·{" "}
        <span className="whitespace-nowrap">
          sha256 {file.sha256.slice(0, 8)}…
          <CopyButton text={file.sha256} label={t.copySha(file.name)} className="-my-2 align-middle print:hidden" />
        </span>
      </p>
    </>
  );
}
