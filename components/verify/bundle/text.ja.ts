import { formatNumber } from "@/components/format/format-number";
import type { en } from "./text.en";

export const ja: typeof en = {
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
  version: (item, version) => `${item}、第${version}版`,
  closer: "詳しく見る",
  closerAt: (name) => `${name} を詳しく見る`,
  leftOut: (count) => `アーカイブには、領収書ではないファイルがほかに${formatNumber(count)}件あります。`,
  notZip:
    "この ZIP アーカイブを読み取れません。壊れているか、ZIP ではないようです。ライブラリからもう一度ダウンロードしてください。",
  noReceipts: "この ZIP アーカイブには領収書がありません。ライブラリの「すべての領収書」でダウンロードできます。",
  another: "ほかの領収書を検証",
};
