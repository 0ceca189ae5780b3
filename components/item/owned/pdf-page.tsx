"use client";
import "./pdf.css";
import { type PDFDocumentProxy, type RenderTask, TextLayer } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useEffect, useRef, useState } from "react";

interface PdfPageProps {
  document: PDFDocumentProxy;
  number: number;
  /** Width by height, until the page itself is known. */
  ratio: number;
  label: string;
}

/** As sharp as the screen, within what a phone can hold. */
const pixelsMax = 2400;

/** Whether the element has come near the window. */
function useNear(box: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), { rootMargin: "600px" });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return near;
}

/** A page: its picture, and over it its words, to be selected, searched and read aloud. */
export function PdfPage({ document, number, ratio, label }: PdfPageProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const near = useNear(box);

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
      const sharpness = Math.min(devicePixelRatio * 1.25, pixelsMax / frame.clientWidth);
      const viewport = page.getViewport({ scale: scale * sharpness });
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
    };
  }, [near, document, number]);

  return (
    <div ref={box} className="relative bg-white shadow-lift" style={{ aspectRatio: ratio }}>
      <canvas ref={canvas} role="img" aria-label={label} className="block size-full dark:brightness-90" />
      <div ref={words} className="pdf-words" />
    </div>
  );
}
