import { ja as problems } from "@/components/api/text.ja";
import { type FindingSentences, sentenceOf } from "@/lib/archive/findings";

const atLine = (line: number | undefined) => (line === undefined ? "" : `（${line}行目）`);

export const findingsInJapanese: FindingSentences = {
  no_markdown: () => "Markdown がありません。作品は .md で終わるファイルです。",
  newer_archive: () => "より新しい Pennypost で作られたアーカイブです。同じか、より新しい版で取り込んでください。",
  not_a_zip: () => "ZIP ではないか、破損しています。もう一度ダウンロードするか、作り直してください。",
  archive_damaged: () => "アーカイブが破損しています。もう一度ダウンロードするか、作り直してください。",
  too_many_entries: ({ max }) => `アーカイブのファイル数が ${max} を超えています。`,
  choose_one_archive: () => "ZIP を一つだけ、または Markdown ファイルだけを選んでください。",
  unreadable: () => "読み込めませんでした。",
  path_characters: () => "パスに使えない文字が含まれています。",
  path_absolute: () => "パスがディスクのルートから始まっています。",
  path_outside: () => "パスがアーカイブの外を指しています。",
  encrypted: () => "暗号化されています。パスワードなしでアーカイブを作り直してください。",
  link: () => "ファイルではなく、ほかのファイルへのリンクです。",
  inflates_too_much: ({ ratio }) => `展開するとサイズが ${ratio} 倍を超えるため、取り込みません。`,
  no_item: () => "どの作品にも属していません。",
  text_too_long: ({ kilobytes }) => `文章としては長すぎます（上限 ${kilobytes} KB）。`,
  text_encoding: () => "UTF-8 または UTF-16 の文章ではありません。UTF-8 で保存して、もう一度お試しください。",
  text_nul: () => "テキストファイルではありません（NUL 文字が含まれています）。",
  front_matter_toml: () => "先頭の情報が TOML（+++ の行のあいだ）です。--- の行のあいだに YAML で書いてください。",
  front_matter_unclosed: () => "先頭の情報が --- で閉じられていません。--- の行で終えてください。",
  front_matter_too_long: () => "先頭の情報が 64 KB を超えています。--- の行で終えてください。",
  front_matter_no_mapping: () => "先頭の情報は「title: 題名」のような行で書いてください。",
  front_matter_colon: ({ line }) =>
    `先頭の情報が YAML として読めません。「: 」を含む値は引用符で囲んでください${atLine(line)}。`,
  front_matter_invalid: ({ line }) => `先頭の情報が YAML として読めません${atLine(line)}。`,
  no_title: () => "タイトルがありません。先頭の情報に title を書くか、見出しから始めてください。",
  no_price: () => "価格がなく、価格のない文章の価格も指定されていません。",
  unknown_kind: ({ kind }) => `種類が「${kind}」になっています。article か file を指定してください。`,
  field_refused: ({ field, issue }) => problems.issue({ ...issue, path: field }),
  file_missing: ({ path }) => `一覧にあるファイル「${path}」が見つかりません。`,
  file_name_refused: ({ name, issue }) => `ファイル「${name}」：${problems.issue({ ...issue, path: "name" })}`,
  file_empty: ({ name }) => `ファイル「${name}」は空です。`,
  file_names_equal: () => "同じ名前のファイルがあります。",
  file_changed: ({ name }) => `ファイル「${name}」は書き出されたものと異なります（SHA-256 が一致しません）。`,
  slug_twice: ({ slug, path }) => `アドレス「${slug}」が ${path} と重なっています。どちらかの slug を変えてください。`,
  removed: () => "公開を終了した作品のため、取り込みません。",
  all_paid: () =>
    "有料部分の始まりを示す行がないため、全文が有料になります。購入前の読者にはタイトルと説明が表示されます。",
  nothing_paid: () => "有料部分がありません。下書きにはできますが、有料部分ができるまで公開されません。",
  slug_changed: ({ slug }) => `アドレスは「${slug}」になります。`,
  pictures_left_out: ({ count }) => `https で公開されていない画像が${count}枚あり、表示されません。`,
  version_left_out: ({ name, cause }) =>
    `以前の版 ${name} は取り込みません。${sentenceOf(findingsInJapanese, cause)}`,
  api_refused: ({ refusal }) => problems.problem(refusal, ""),
  file_arrived_changed: ({ name }) => `ファイル「${name}」が正しく届きませんでした。もう一度取り込んでください。`,
  not_imported: () => "取り込めませんでした。",
  left_as_draft: () => "取り込めた分は下書きに保存されています。",
};
