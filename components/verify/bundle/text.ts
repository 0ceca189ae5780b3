import { formatNumber } from "@/components/format/format-number";
import type { Texts } from "@/lib/i18n/locales";

const en = {
  checking: "Checking…",
  checked: "Checked just now",
  progress: (done: number, count: number) => `${formatNumber(done)} of ${formatNumber(count)} checked`,
  opening: "Opening the archive…",
  valid: {
    title: (count: number) => (count === 1 ? "The receipt in it is valid" : `All ${formatNumber(count)} receipts are valid`),
    text: "Their signatures and the payments hold. The content was not compared.",
  },
  invalid: {
    title: (bad: number, count: number) =>
      `${formatNumber(bad)} of ${formatNumber(count)} ${count === 1 ? "receipt" : "receipts"} ${bad === 1 ? "is" : "are"} not valid`,
    text: "At least one thing does not hold in what is marked red. Do not rely on any of it.",
  },
  incomplete: {
    title: (open: number, count: number) =>
      `${formatNumber(open)} of ${formatNumber(count)} ${count === 1 ? "receipt" : "receipts"} could not be checked in full`,
    text: "Nothing is wrong with what was looked at, but something that counts was not.",
  },
  list: "Receipts",
  states: { valid: "Valid", invalid: "Not valid", incomplete: "Not checked in full" },
  revision: (item: string, revision: number) => `${item}, revision ${revision}`,
  closer: "Look closer",
  closerAt: (name: string) => `Look closer at ${name}`,
  leftOut: (count: number) =>
    count === 1
      ? "Another file in the archive is no receipt."
      : `${formatNumber(count)} other files in the archive are no receipts.`,
  notZip: "This ZIP archive cannot be read: it is damaged, or none. Download it again from your library.",
  noReceipts: "There is no receipt in this ZIP archive. “All receipts” in your library downloads one that holds them.",
  another: "Verify other receipts",
};

const ja: typeof en = {
  checking: "検証しています…",
  checked: "たった今の結果",
  progress: (done, count) => `${formatNumber(count)}件のうち${formatNumber(done)}件を検証しました`,
  opening: "アーカイブを開いています…",
  valid: {
    title: (count) => (count === 1 ? "中の領収書は有効です" : `${formatNumber(count)}件の領収書はすべて有効です`),
    text: "署名と支払いは一致しました。内容は照合していません。",
  },
  invalid: {
    title: (bad, count) => `${formatNumber(count)}件のうち${formatNumber(bad)}件の領収書が有効ではありません`,
    text: "赤い印の領収書には、一致しない点があります。内容を信用しないでください。",
  },
  incomplete: {
    title: (open, count) => `${formatNumber(count)}件のうち${formatNumber(open)}件は確認できない点がありました`,
    text: "確認した範囲に問題はありませんが、必要な確認の一部ができませんでした。",
  },
  list: "領収書の一覧",
  states: { valid: "有効", invalid: "無効", incomplete: "一部未確認" },
  revision: (item, revision) => `${item}、リビジョン${revision}`,
  closer: "詳しく見る",
  closerAt: (name) => `${name} を詳しく見る`,
  leftOut: (count) => `アーカイブには、領収書ではないファイルがほかに${formatNumber(count)}件あります。`,
  notZip:
    "この ZIP アーカイブを読み取れません。壊れているか、ZIP ではないようです。ライブラリからもう一度ダウンロードしてください。",
  noReceipts: "この ZIP アーカイブには領収書がありません。ライブラリの「すべての領収書」でダウンロードできます。",
  another: "ほかの領収書を検証",
};

export const text: Texts<typeof en> = { en, ja };
