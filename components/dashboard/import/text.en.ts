import { formatCount, formatNumber } from "@/components/format/format-number";
import { type ArchiveFinding, sentenceOf } from "@/lib/archive/findings";
import { findingsInEnglish } from "@/lib/archive/findings.en";
import type { Outcome } from "@/lib/archive/import-item";

const plans: Record<Outcome, string> = {
  created: "New",
  updated: "Changes",
  unchanged: "Stays as it is",
  failed: "Not imported",
};
const results: Record<Outcome, string> = { created: "Imported", updated: "Changed", unchanged: "Was the same", failed: "Failed" };
const counted: Record<Outcome, (count: number) => string> = {
  created: (count) => `${count} imported`,
  updated: (count) => `${count} changed`,
  unchanged: (count) => `${count} the same as before`,
  failed: (count) => `${count} not imported`,
};

export const en = {
  title: "Import",
  intro: "Bring your Markdown: single texts, a whole folder, or an archive that was exported here or elsewhere.",
  drop: "Drop Markdown files, a ZIP archive, or an export of Ghost, Substack, WordPress or Medium here, or choose them. You see what will happen before anything is sent.",
  chooseFiles: "Choose files or a ZIP",
  chooseFolder: "Choose a folder",
  files: "Files or a ZIP archive",
  folder: "A folder",
  reading: "Reading and comparing with your shop",
  importing: "Importing",
  progress: (label: string, number: number, of: number) => `${label}: ${number} of ${of}`,
  others: "Choose others",
  stop: "Stop",
  stopping: "Stopping after this piece…",
  seePieces: "See your pieces",
  again: "Compare once more",
  importOthers: "Import others",
  price: "Price where a text names none",
  priceHint: "In dollars; applied when you leave the field.",
  publish: "Publish them",
  publishHint:
    "What is marked as a draft stays one. Without this, everything new is a draft, and readers see no new text. Prices, tags and addresses of pieces that readers see already change at once.",
  nothing: "Nothing to import",
  start: (count: number) => `Import ${formatCount(count, "piece")}`,
  plans,
  results,
  counted,
  notBegun: (count: number) => `${count} not begun`,
  sum: (parts: string[]) => `${parts.join(", ")}.`,
  nothingLost: " Nothing is lost: choose the same again, and only what is missing is done.",
  leftOut: (count: number) => `${formatCount(count, "other file")} left out`,
  between: " ",
  finding: (found: ArchiveFinding) => sentenceOf(findingsInEnglish, found),
  table: "Pieces to import",
  columns: ["Import", "Piece", "Price", "Length"],
  filesLength: (count: number, bytes: string) => `${formatCount(count, "file")}, ${bytes}`,
  words: (free: number, paid: number) => `${formatNumber(free)} free, ${formatNumber(paid)} paid`,
  more: (count: number) => `and ${formatNumber(count)} more.`,
  forms: {
    piece: "What a piece looks like",
    pieceText: [
      "A Markdown file, with its facts between two lines of ",
      " at the top: ",
      ". Texts of Jekyll, Hugo and Obsidian, Ghost’s JSON, WordPress’s XML and the ZIPs of Substack and Medium are understood as they are.",
    ],
    paid: "Where the paid part begins",
    paidText: ["At a line of its own: ", ", or ", ". Without one, all of the text is paid, and you are told."],
    twice: "Nothing twice",
    twiceText:
      "A piece that is here already, by its address or by where it was exported from, is compared and changed only where it differs. An export from Settings brings its files and versions along.",
  },
};
