"use client";
import { Maximize2, Minus, Plus, X } from "lucide-react";
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useText } from "@/lib/i18n/use-text";
import { PdfPage } from "./pdf-page";
import { State } from "./state";
import { text } from "./text";
import type { ViewerProps } from "./types";

GlobalWorkerOptions.workerSrc = new URL("pdfjs-dist/legacy/build/pdf.worker.min.mjs", import.meta.url).toString();

/** A bound on the number of elements in the page. */
const pagesMax = 2_000;
/** Widths of a page, in that of the viewer. */
const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const whole = zooms.indexOf(1);

interface Read {
  document: PDFDocumentProxy;
  /** Of the first page: width by height. */
  ratio: number;
}

function useDocument(url: string): Read | "failed" | null {
  const [read, setRead] = useState<Read | "failed" | null>(null);
  useEffect(() => {
    const task = getDocument({ url, disableAutoFetch: true, disableStream: true, isEvalSupported: false, useWasm: false });
    task.promise
      .then(async (document) => {
        const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
        setRead({ document, ratio: width / height });
      })
      .catch(() => setRead("failed"));
    return () => void task.destroy();
  }, [url]);
  return read;
}

/** PDF pages one below the other, in any size, and over the whole window. Only those near what is seen are fetched and drawn. */
export function PdfViewer({ file, url }: ViewerProps) {
  const t = useText(text);
  const read = useDocument(url);
  const [zoom, setZoom] = useState(whole);
  const [isFull, setFull] = useState(false);
  const page = useRef(1);
  if (read === null || read === "failed") return <State failed={read === "failed"} />;
  const count = read.document.numPages;
  const pages = <Pages key={String(isFull)} read={read} name={file.name} zoom={zooms[zoom] ?? 1} isFull={isFull} page={page} />;
  const bar = (
    <Bar name={file.name} zoom={zoom} onZoom={setZoom} isFull={isFull}>
      <button
        type="button"
        aria-label={isFull ? t.closeFull : t.full}
        title={isFull ? t.closeFull : t.full}
        onClick={() => setFull(!isFull)}
        className={barButton}
      >
        {isFull ? <X aria-hidden className="size-5" /> : <Maximize2 aria-hidden className="size-4.5" />}
      </button>
    </Bar>
  );
  return (
    <>
      {isFull ? (
        <Whole label={file.name} onClose={() => setFull(false)}>
          {bar}
          {pages}
        </Whole>
      ) : (
        <div className="border border-rule">
          {bar}
          {pages}
        </div>
      )}
      {count > pagesMax && <p className="mt-2 text-sm text-ink-3">{t.pagesCut(pagesMax, count)}</p>}
    </>
  );
}

const barButton =
  "grid size-10 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent";

interface BarProps {
  name: string;
  /** Index in `zooms`. */
  zoom: number;
  onZoom: (zoom: number) => void;
  isFull: boolean;
  children: ReactNode;
}

function Bar({ name, zoom, onZoom, isFull, children }: BarProps) {
  const t = useText(text);
  return (
    <div className="flex items-center gap-1 border-b border-rule bg-raised px-1.5 py-1">
      <p className="min-w-0 flex-1 truncate ps-2 text-sm font-semibold">{isFull && name}</p>
      <button type="button" aria-label={t.smaller} disabled={zoom === 0} onClick={() => onZoom(zoom - 1)} className={barButton}>
        <Minus aria-hidden className="size-4.5" />
      </button>
      <output aria-live="polite" className="figures min-w-12 text-center text-sm text-ink-3">
        {Math.round((zooms[zoom] ?? 1) * 100)} %
      </output>
      <button
        type="button"
        aria-label={t.larger}
        disabled={zoom === zooms.length - 1}
        onClick={() => onZoom(zoom + 1)}
        className={barButton}
      >
        <Plus aria-hidden className="size-4.5" />
      </button>
      {children}
    </div>
  );
}

/** Over the whole window; Escape closes it. */
function Whole({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      onClose={onClose}
      className="fixed inset-0 m-0 h-dvh max-h-none w-screen max-w-none flex-col bg-paper text-ink open:flex"
    >
      {children}
    </dialog>
  );
}

interface PagesProps {
  read: Read;
  name: string;
  zoom: number;
  isFull: boolean;
  /** The page that is seen, kept while the viewer changes its size. */
  page: React.RefObject<number>;
}

function Pages({ read: { document, ratio }, name, zoom, isFull, page }: PagesProps) {
  const t = useText(text);
  const list = useRef<HTMLOListElement>(null);
  const numbers = Array.from({ length: Math.min(document.numPages, pagesMax) }, (_, index) => index + 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another size is the reason to find the page again
  useEffect(() => {
    if (page.current > 1) list.current?.children[page.current - 1]?.scrollIntoView({ block: "start" });
  }, [zoom]);
  const look = (box: HTMLElement) => {
    const seen = [...(list.current?.children ?? [])].findIndex(
      (item) => item instanceof HTMLElement && item.offsetTop + item.offsetHeight > box.scrollTop + box.clientHeight / 3,
    );
    page.current = Math.max(1, seen + 1);
  };
  return (
    // biome-ignore-start lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard
    <section
      tabIndex={0}
      aria-label={t.pages(name)}
      onScrollEnd={(event) => look(event.currentTarget)}
      className={`relative overflow-auto bg-sunk ${isFull ? "min-h-0 flex-1" : "max-h-[85vh]"}`}
    >
      <ol
        ref={list}
        className="mx-auto space-y-3 p-2 sm:space-y-5 sm:p-5"
        style={{ width: `${zoom * 100}%`, maxWidth: `${zoom * 60}rem` }}
      >
        {numbers.map((number) => (
          <li key={number}>
            <PdfPage document={document} number={number} ratio={ratio} zoom={zoom} label={t.page(number, document.numPages)} />
          </li>
        ))}
      </ol>
    </section>
    // biome-ignore-end lint/a11y/noNoninteractiveTabindex: as above
  );
}
