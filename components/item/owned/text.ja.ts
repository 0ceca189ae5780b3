import { formatNumber } from "../../format/format-number";
import type { en } from "./text.en";

export const ja: typeof en = {
  paidPart: "有料部分",
  files: (count) => `${formatNumber(count)}ファイル`,
  copySha: (name) => `${name} の SHA-256 をコピー`,
  copyAll: "チェックサムをコピー",
  downloadAll: "すべてダウンロード",
  download: "ダウンロード",
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
