// Typesets the perforation guide and prints it to PDF. Needs chromium on the path and the font EB Garamond.
// Run: npx tsx prisma/seed/make/perforation/make.ts

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PAGES } from "./pages";

const OUT = join(import.meta.dirname, "../../content/nora-pelling/the-edge-of-the-stamp/files");

const STYLE = `
@page { size: 148mm 210mm; margin: 0 }
* { box-sizing: border-box; margin: 0 }
body { font: 10.6pt/1.38 "EB Garamond", serif; font-feature-settings: "onum", "liga"; color: #211d1a; hyphens: auto; print-color-adjust: exact; -webkit-print-color-adjust: exact }
section { position: relative; width: 148mm; height: 210mm; padding: 15mm 17mm 16mm 19mm; overflow: hidden; break-after: page; background: #fbf7ec }
section::after { content: attr(data-folio); position: absolute; bottom: 8mm; left: 0; right: 0; text-align: center; font-size: 9pt }
section:first-child::after, section:last-child::after { content: "" }
section:last-child { break-after: auto }
h1 { font-size: 31pt; font-weight: 400; line-height: 1.05; letter-spacing: -.01em }
h2 { font-size: 18pt; font-weight: 400; line-height: 1.15; padding-bottom: 2.2mm; margin-bottom: 4mm; border-bottom: .25mm solid #b02a20 }
h3 { font-size: 10.6pt; font-weight: 400; font-feature-settings: "smcp"; letter-spacing: .06em; text-transform: lowercase; color: #b02a20; margin: 3.2mm 0 1mm }
p + p { text-indent: 4.5mm } figure + p, .first, .tight, .note { text-indent: 0 !important }
p { text-align: justify } figure { margin: 3.5mm 0; text-align: center } svg { display: block; margin: 0 auto }
.tight, .note { text-align: left } .note { font-size: 9pt; font-style: italic; margin-top: 3mm }
table { border-collapse: collapse; width: 100%; font-feature-settings: "lnum", "tnum" } th { font-weight: 400; text-align: left }
td, th { padding: .9mm 0; vertical-align: top; border-bottom: .1mm solid #b9ae96 }
.toc td:last-child { text-align: right } .plain { margin: 3mm 0 } .plain td { text-align: center } .plain th { font-style: italic }
.years th, .faults th { width: 20mm; color: #b02a20; padding-right: 3mm } .faults th { width: 25mm; font-style: italic } .years { margin: 3mm 0 }
.faults { font-size: 10pt } .faults td, .faults th { padding: .55mm 0 } ol { padding-left: 5mm; margin: 1.2mm 0 } li { padding-left: 1mm }
.three > div { display: grid; grid-template-columns: 42mm 1fr; column-gap: 6mm; margin-bottom: 5mm; padding-top: 1mm }
.three svg { grid-row: 1 / 3; margin: 1.4mm 0 0 } .three { margin-top: 4mm } .three h3 { margin: 0 0 .6mm } .three p { text-align: left; text-indent: 0; align-self: start }
dl { margin: 3.5mm 0 } dt { font-feature-settings: "smcp"; text-transform: lowercase; letter-spacing: .06em; color: #b02a20; display: grid; grid-template-columns: 60mm 1fr; column-gap: 5mm; align-items: center; margin-top: 3mm } dt svg { margin: 0 } dd { margin: .8mm 0 0 }
.quiz { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm 8mm; margin: 5mm 0 } .quiz span { display: block; color: #b02a20; font-feature-settings: "lnum" } .quiz svg { margin: 0 } .quiz i { display: block; border-bottom: .1mm solid #211d1a; height: 8mm; width: 46mm }
.answers { transform: rotate(180deg); text-align: center; font-size: 9pt; margin: 0 0 4mm; text-indent: 0; font-feature-settings: "lnum" }
.record { table-layout: fixed } .record th { font-size: 9pt; font-style: italic; vertical-align: bottom } .record td { height: 8.4mm } .record td + td, .record th + th { border-left: .1mm solid #b9ae96; padding-left: 1.5mm } .record th:first-child { width: 34% } .record th:nth-child(2), .record th:nth-child(3) { width: 10% }
.cover { text-align: left; height: 100%; display: flex; flex-direction: column } .cover svg { margin: 7mm 0 8mm -6mm } .cover p { text-indent: 0; text-align: left } .by { font-feature-settings: "smcp"; text-transform: lowercase; letter-spacing: .12em; font-size: 12pt } .sub { font-size: 13pt; font-style: italic; margin-top: 3mm; max-width: 84mm; line-height: 1.25 }
.end { padding-top: 96mm; width: 78mm } .end p { text-indent: 0; text-align: left; margin-bottom: 2.6mm } .end svg { margin: 6mm 0 0 }
`;

mkdirSync(OUT, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), "guide-"));
const page = join(scratch, "guide.html");
const sections = PAGES.map((body, i) => `<section data-folio="${i + 1}">${body}</section>`).join("");
writeFileSync(
  page,
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>The edge of the stamp</title><style>${STYLE}</style>${sections}</html>`,
);
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"];
execFileSync("chromium", [...flags, `--print-to-pdf=${join(OUT, "the-edge-of-the-stamp.pdf")}`, pathToFileURL(page).href], {
  stdio: "ignore",
});
rmSync(scratch, { recursive: true });
