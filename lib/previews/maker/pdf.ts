// The first pages of a PDF as pictures. PDFium runs as WebAssembly, so a document that exploits it stays in that sandbox.
import { type PDFiumDocument, PDFiumLibrary } from "@hyzyla/pdfium";
import sharp from "sharp";
import { pageBound, pageHeightMax, pageWidthMax } from "../bounds";
import type { Made, PreviewPart } from "../types";
import { readWhole, type Source } from "./source";

async function drawPage(document: PDFiumDocument, index: number): Promise<PreviewPart> {
  const page = document.getPage(index);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const scale = Math.min(pageWidthMax / originalWidth, pageHeightMax / originalHeight);
  const { data, width, height } = await page.render({
    scale,
    render: ({ data: pixels, width: columns, height: rows }) =>
      sharp(pixels, { raw: { width: columns, height: rows, channels: 4 } })
        .removeAlpha()
        .webp({ quality: 78 })
        .toBuffer(),
  });
  return { kind: "page", mediaType: "image/webp", content: data, width, height };
}

export async function makePages(source: Source): Promise<Made> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(await readWhole(source));
  const pages = document.getPageCount();
  const bound = pageBound(pages);
  const parts: PreviewPart[] = [];
  while (parts.length < bound) parts.push(await drawPage(document, parts.length));
  return { facts: { pages }, parts, ...(bound === 0 ? { reason: "too_small" as const } : {}) };
}
