import { formatNumber } from "@/components/format/format-number";
import type { en } from "./text.en";

export const ja: typeof en = {
  title: "版の履歴",
  of: (title) => `「${title}」の版の履歴`,
  untitled: "無題",
  back: "本文に戻る",
  earlier: "以前の版",
  isDraft: "これが現在の下書きです",
  fromTo: (number) => `第${number}版から下書きまでの変更`,
  fromAutosave: (number) =>
    number === 0 ? "第1版より前の自動保存から下書きまでの変更" : `第${number}版のあとの自動保存から下書きまでの変更`,
  legend: "取り消し線は消えた部分、下線は加わった部分です。",
  choose: "ほかの版を選ぶと、その後の変更を確認できます。",
  restore: "この版を下書きにする",
  same: "文章に違いはありません。",
  onlyForm: "文章は同じで、太字や見出しなどの体裁だけが変わりました。",
  unchanged: (paragraphs) => `… 変更のない段落 ${formatNumber(paragraphs)} …`,
  parts: { title: "タイトル", dek: "リード", preview: "無料部分", content: "有料部分" },
  removed: "削除",
  added: "追加",
  readersSee: "公開中の版",
  wasPublished: "以前の公開版",
  draft: "下書き",
  version: (number) => `第${number}版`,
  autosaved: (number) => (number === 0 ? "第1版より前の自動保存" : `第${number}版のあとの自動保存`),
  words: (count) => `${formatNumber(count)}語`,
  bought: (times) => ` · 購入${formatNumber(times)}回`,
  onReceipts: (number) => `（署名付き領収書ではリビジョン${number}）`,
};
