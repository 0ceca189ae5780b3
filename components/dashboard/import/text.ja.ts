import { formatNumber } from "@/components/format/format-number";
import { sentenceOf } from "@/lib/archive/findings";
import { findingsInJapanese } from "./findings.ja";
import type { en } from "./text.en";

export const ja: typeof en = {
  title: "取り込み",
  intro: "お手元の Markdown を取り込みます。一つの文章でも、フォルダ全体でも、ここやほかの場所で書き出した ZIP でも構いません。",
  drop: "Markdown ファイル、ZIP、または Ghost・Substack・WordPress・Medium の書き出しをここにドロップするか、選択してください。送信する前に、何が起こるかを確認できます。",
  chooseFiles: "ファイルか ZIP を選択",
  chooseFolder: "フォルダを選択",
  files: "ファイルまたは ZIP",
  folder: "フォルダ",
  reading: "読み込んで、公開中の作品と比較中",
  importing: "取り込み中",
  progress: (label, number, of) => `${label}：${of}件中${number}件目`,
  others: "選び直す",
  stop: "中止",
  stopping: "この作品のあとで中止します…",
  seePieces: "作品一覧を見る",
  again: "もう一度比較",
  importOthers: "ほかのものを取り込む",
  price: "価格のない文章の価格",
  priceHint: "ドル単位です。入力欄を離れると反映されます。",
  publish: "公開する",
  publishHint:
    "下書きと記されたものは下書きのままです。選ばない場合、新しいものはすべて下書きになり、読者に新しい本文は表示されません。すでに公開中の作品の価格・タグ・アドレスはすぐに変わります。",
  nothing: "取り込むものがありません",
  start: (count) => `${formatNumber(count)}点を取り込む`,
  plans: { created: "新規", updated: "変更あり", unchanged: "変更なし", failed: "取り込み不可" },
  results: { created: "取り込み済み", updated: "変更済み", unchanged: "同じ内容", failed: "失敗" },
  counted: {
    created: (count) => `取り込み${count}点`,
    updated: (count) => `変更${count}点`,
    unchanged: (count) => `変更なし${count}点`,
    failed: (count) => `取り込めなかったもの${count}点`,
  },
  notBegun: (count) => `未処理${count}点`,
  sum: (parts) => `${parts.join("、")}。`,
  nothingLost: "失われたものはありません。同じものをもう一度選ぶと、残りだけを処理します。",
  leftOut: (count) => `対象外のファイル：${formatNumber(count)}件`,
  between: "",
  finding: (found) => sentenceOf(findingsInJapanese, found),
  table: "取り込む作品",
  columns: ["取り込み", "作品", "価格", "長さ"],
  filesLength: (count, bytes) => `${formatNumber(count)}ファイル、${bytes}`,
  words: (free, paid) => `無料${formatNumber(free)}語、有料${formatNumber(paid)}語`,
  more: (count) => `ほか${formatNumber(count)}点。`,
  forms: {
    piece: "作品の形",
    pieceText: [
      "Markdown ファイルの先頭、二つの ",
      " の行のあいだに情報を書きます。使える項目は ",
      " です。Jekyll、Hugo、Obsidian の文章、Ghost の JSON、WordPress の XML、Substack と Medium の ZIP はそのまま読み込めます。",
    ],
    paid: "有料部分の始まり",
    paidText: ["次のいずれかを一行に書きます。", "、または ", "。ない場合は全文が有料となり、その旨をお知らせします。"],
    twice: "重複はありません",
    twiceText:
      "アドレスまたは書き出し元が一致する作品は、比較して違うところだけを変更します。「設定」から書き出したものなら、ファイルと版もあわせて取り込みます。",
  },
};
