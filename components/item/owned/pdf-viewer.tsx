"use client";
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useEffect, useState } from "react";
import { useText } from "@/lib/i18n/use-text";
import { PdfPage } from "./pdf-page";
import { State } from "./state";
import { text } from "./text";
import type { ViewerProps } from "./types";

GlobalWorkerOptions.workerSrc = new URL("pdfjs-dist/legacy/build/pdf.worker.min.mjs", import.meta.url).toString();

/** A bound on the number of elements in the page. */
const pagesMax = 2_000;

/** PDF pages at full width, one below the other. Only those near the window are fetched and drawn. */
export function PdfViewer({ file, url }: ViewerProps) {
  const t = useText(text);
  const [read, setRead] = useState<{ document: PDFDocumentProxy; ratio: number } | "failed" | null>(null);

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

  if (read === null || read === "failed") return <State failed={read === "failed"} />;
  const { document, ratio } = read;
  const numbers = Array.from({ length: Math.min(document.numPages, pagesMax) }, (_, index) => index + 1);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard */}
      <section tabIndex={0} aria-label={t.pages(file.name)} className="max-h-[85vh] overflow-auto border border-rule bg-sunk">
        <ol className="space-y-3 p-2 sm:space-y-5 sm:p-5">
          {numbers.map((number) => (
            <li key={number}>
              <PdfPage document={document} number={number} ratio={ratio} label={t.page(number, document.numPages)} />
            </li>
          ))}
        </ol>
      </section>
      {document.numPages > pagesMax && <p className="mt-2 text-sm text-ink-3">{t.pagesCut(pagesMax, document.numPages)}</p>}
    </>
  );
}
