import type { Texts } from "@/lib/i18n/locales";
import { formatCount, formatNumber } from "../../format/format-number";

const en = {
  paidPart: "The paid part",
  offline: {
    title: "You are offline",
    text: "What you bought and have opened on this device can be read all the same:",
  },
  files: (count: number) => formatCount(count, "file"),
  copySha: (name: string) => `Copy the SHA-256 of ${name}`,
  copyAll: "Copy checksums",
  downloadAll: "Download all",
  download: "Download",
  viewFiles: (count: number): string => (count === 1 ? "View the file" : "View the files"),
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

const ja: typeof en = {
  paidPart: "有料部分",
  offline: { title: "オフラインです", text: "購入済みで、この端末で開いたことのある作品は、そのまま読めます。" },
  files: (count) => `${formatNumber(count)}ファイル`,
  copySha: (name) => `${name} の SHA-256 をコピー`,
  copyAll: "チェックサムをコピー",
  downloadAll: "すべてダウンロード",
  download: "ダウンロード",
  viewFiles: () => "ファイルを見る",
  downloadFile: (name) => `${name} をダウンロード`,
  resumes: "ダウンロードは途中で切れても、続きから再開できます。",
  verbs: { read: "読む", play: "再生", view: "見る" },
  open: (verb, name) => `${name} を${verb}`,
  close: "閉じる",
  closeFile: (name) => `${name} を閉じる`,
  loading: "開いています…",
  failed: "ここでは開けませんでした。ダウンロードはできます。",
  newTab: "新しいタブで開く",
  player: (name) => `${name} を再生`,
  page: (number, count) => `${number} / ${count} ページ`,
  pages: (name) => `${name} のページ`,
  beginning: (name) => `${name} の冒頭`,
  textOf: (name) => `${name} の本文`,
  rows: (shown, total) =>
    total && total > shown ? `全${formatNumber(total)}行のうち最初の${formatNumber(shown)}行` : `${formatNumber(shown)}行`,
  columns: (shown, total) => `全${formatNumber(total)}列のうち最初の${formatNumber(shown)}列`,
  pagesCut: (shown, total) =>
    `全${formatNumber(total)}ページのうち最初の${formatNumber(shown)}ページを表示しています。続きはダウンロードしてご覧ください。`,
  cut: (size) => `最初の ${size} を表示しています。全文はダウンロードしてご覧ください。`,
  picture: (number, count) => `${number} / ${count}`,
  previous: "前の画像",
  next: "次の画像",
};

export const text: Texts<typeof en> = { en, ja };
