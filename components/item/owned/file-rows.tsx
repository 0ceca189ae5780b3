"use client";
import dynamic from "next/dynamic";
import { useEffect, useId, useRef, useState } from "react";
import { useLocale } from "#use-locale";
import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { useText } from "@/lib/i18n/use-text";
import { formatBytes } from "@/lib/kernel/bytes";
import { fileLabel } from "../../format/format";
import { FileIcon } from "../file-icon";
import { kindOf } from "./kind";
import { text } from "./text";
import type { OwnedFile, OwnedFilesProps } from "./types";

const FileViewer = dynamic(() => import("./file-viewer").then((viewer) => viewer.FileViewer), { ssr: false });
const PicturesViewer = dynamic(() => import("./pictures-viewer").then((viewer) => viewer.PicturesViewer), { ssr: false });

/** In the format of `sha256sum -c`. */
const checksumsOf = (files: OwnedFile[]) => files.map(({ sha256, name }) => `${sha256}  ${name}\n`).join("");

/** The files of an owned item, to open or download. */
export function FileRows({ files, itemId, version, fresh = false }: OwnedFilesProps) {
  const t = useText(text);
  const list = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState<number | null>(null);
  useEffect(() => {
    if (fresh) list.current?.querySelector("li")?.focus({ preventScroll: true });
  }, [fresh]);

  const query = version === undefined ? "" : `?version=${version}`;
  const urlOf = ({ id }: OwnedFile) => `/api/items/${itemId}/files/${id}${query}`;
  const pictures = files.filter(({ mediaType }) => kindOf(mediaType) === "picture");
  const sum = formatBytes(files.reduce((bytes, file) => bytes + Number(file.bytes), 0));
  return (
    <div>
      {files.length > 1 && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="figures text-sm text-ink-3">
            {t.files(files.length)} · {sum}
            <CopyButton text={checksumsOf(files)} label={t.copyAll} className="-my-2 ms-1 align-middle print:hidden" />
          </p>
          <a href={`/api/items/${itemId}/files.zip${query}`} download className={buttonClass({ size: "small" }, "print:hidden")}>
            {t.downloadAll}
          </a>
        </div>
      )}
      <ul ref={list} className="border-t border-rule">
        {files.map((file) => (
          <Row key={file.id} file={file} url={urlOf(file)} onLook={() => setShown(pictures.indexOf(file))} />
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

function Row({ file, url, onLook }: { file: OwnedFile; url: string; onLook: () => void }) {
  const t = useText(text);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  // Before hydration a click would have no effect, so the button is disabled.
  const [isHydrated, setHydrated] = useState(false);
  useEffect(() => setHydrated(true), []);
  const kind = kindOf(file.mediaType);
  const verb = kind && t.verbs[verbs[kind]];
  return (
    <li tabIndex={-1} className="border-b border-rule py-3.5 outline-none">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2.5">
        <FileIcon mediaType={file.mediaType} />
        <div className="min-w-0 flex-1 basis-48">
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
            href={`${url}${url.includes("?") ? "&" : "?"}download`}
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
