import { formatCount, formatNumber } from "../../format/format-number";

export const en = {
  paidPart: "The paid part",
  files: (count: number) => formatCount(count, "file"),
  copySha: (name: string) => `Copy the SHA-256 of ${name}`,
  copyAll: "Copy checksums",
  downloadAll: "Download all",
  download: "Download",
  downloadFile: (name: string) => `Download ${name}`,
  resumes: "An interrupted download goes on where it stopped.",
  verbs: { read: "Read", play: "Play", view: "View" },
  open: (verb: string, name: string) => `${verb} ${name}`,
  close: "Close",
  closeFile: (name: string) => `Close ${name}`,
  loading: "Opening…",
  failed: "It could not be opened here. It can still be downloaded.",
  newTab: "Open in a new tab",
  player: (name: string) => `Play ${name}`,
  page: (number: number, count: number) => `Page ${number} of ${count}`,
  pages: (name: string) => `Pages of ${name}`,
  beginning: (name: string) => `The beginning of ${name}`,
  textOf: (name: string) => `Text of ${name}`,
  rows: (shown: number, total: number | undefined) =>
    total && total > shown ? `The first ${formatCount(shown, "row")} of ${formatNumber(total)}` : formatCount(shown, "row"),
  columns: (shown: number, total: number) => `the first ${formatCount(shown, "column")} of ${formatNumber(total)}`,
  pagesCut: (shown: number, total: number) =>
    `The first ${formatNumber(shown)} of ${formatCount(total, "page")}. Download it to read on.`,
  cut: (size: string) => `The first ${size}. Download it to read on.`,
  picture: (number: number, count: number) => `${number} of ${count}`,
  previous: "Previous picture",
  next: "Next picture",
};
