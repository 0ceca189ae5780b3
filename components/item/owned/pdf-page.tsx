"use client";
import "./pdf.css";
import { type PDFDocumentProxy, type RenderTask, TextLayer } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useEffect, useRef, useState } from "react";
import { scaleOf } from "./pdf-scale";

interface PdfPageProps {
  document: PDFDocumentProxy;
  number: number;
  /** Width by height, until the page itself is known. */
  ratio: number;
  /** Drawn anew in each size. */
  zoom: number;
  label: string;
}

/** Whether the element is near the visible part of its scroll container. */
function useNear(box: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const look = (entries: IntersectionObserverEntry[]) => setNear(entries.at(-1)?.isIntersecting ?? false);
    const observer = new IntersectionObserver(look, { root: box.current.closest("section"), rootMargin: "800px 0px" });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return near;
}

/**
 * A page of a PDF: its picture, with its text over it for selection, search and screen readers. The picture is dropped when the
 * page is scrolled away, since all pages of a book would need too much memory.
 */
export function PdfPage({ document, number, ratio, zoom, label }: PdfPageProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const near = useNear(box);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another zoom is another width
  useEffect(() => {
    if (!near || !box.current || !canvas.current || !words.current) return;
    const [frame, picture, layer] = [box.current, canvas.current, words.current];
    let drawing: RenderTask | undefined;
    let gone = false;
    async function draw() {
      const page = await document.getPage(number);
      if (gone) return;
      const whole = page.getViewport({ scale: 1 });
      frame.style.aspectRatio = `${whole.width} / ${whole.height}`;
      const scale = frame.clientWidth / whole.width;
      const viewport = page.getViewport({ scale: scaleOf(whole, frame.clientWidth, devicePixelRatio) });
      picture.width = Math.floor(viewport.width);
      picture.height = Math.floor(viewport.height);
      drawing = page.render({ canvas: picture, viewport });
      await drawing.promise;
      const shown = page.getViewport({ scale });
      layer.style.setProperty("--total-scale-factor", `${scale}`);
      layer.replaceChildren();
      await new TextLayer({ textContentSource: page.streamTextContent(), container: layer, viewport: shown }).render();
    }
    draw().catch(() => {});
    return () => {
      gone = true;
      drawing?.cancel();
      picture.width = 0;
    };
  }, [near, document, number, zoom]);

  return (
    <div ref={box} className="relative bg-white shadow-lift" style={{ aspectRatio: ratio }}>
      <canvas ref={canvas} role="img" aria-label={label} className="block size-full dark:brightness-90" />
      <div ref={words} className="pdf-words" />
    </div>
  );
}
