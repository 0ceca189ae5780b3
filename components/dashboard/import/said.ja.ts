// What the archive's reader says of a text, in Japanese. It speaks English to scripts and pages alike; a sentence that is not listed
// stays as it is.
const sentences: [RegExp, string][] = [
  [
    /No line says where the paid part begins, so all of it is paid: readers see the title and the description before they buy\./g,
    "有料部分の始まりを示す行がないため、全文が有料になります。購入前の読者にはタイトルと説明が表示されます。",
  ],
  [
    /Nothing of it is paid: it can be a draft, and is not published before something is\./g,
    "有料部分がありません。下書きにはできますが、有料部分ができるまで公開されません。",
  ],
  [
    /It has no title: write “title: …” in its front matter, or begin it with a heading\./g,
    "タイトルがありません。先頭の情報に title を書くか、見出しから始めてください。",
  ],
  [/It names no price, and no price for such pieces was given\./g, "価格がなく、価格のない文章の価格も指定されていません。"],
  [/Its kind is “(.*?)”; it can be article or file\./g, "種類が「$1」になっています。article か file を指定してください。"],
  [/Its address becomes “(.*?)”\./g, "アドレスは「$1」になります。"],
  [
    /Its address “(.*?)” is that of (.*?) too\. Give one of them another “slug”\./g,
    "アドレス「$1」が $2 と重なっています。どちらかの slug を変えてください。",
  ],
  [/One picture is not on the web by https and will not be shown\./g, "https で公開されていない画像が1枚あり、表示されません。"],
  [
    /(\d+) pictures are not on the web by https and will not be shown\./g,
    "https で公開されていない画像が$1枚あり、表示されません。",
  ],
  [/The file “(.*?)” that it lists is not there\./g, "一覧にあるファイル「$1」が見つかりません。"],
  [/The file “(.*?)” is empty\./g, "ファイル「$1」は空です。"],
  [/Two of its files have the same name\./g, "同じ名前のファイルがあります。"],
  [/It was taken down, and stays so\./g, "公開を終了した作品のため、取り込みません。"],
  [
    /(?:The price: )?Write the price in dollars with at most six decimals, like "0\.25"\./g,
    "価格は小数6桁以内のドルで書いてください（例：0.25）。",
  ],
  [/The price must be between (\S+) and (\S+)\.(?=\s|$)/g, "価格は $1 から $2 までです。"],
  [
    /There is no Markdown in it\. A piece is a file that ends in \.md\./g,
    "Markdown がありません。作品は .md で終わるファイルです。",
  ],
  [
    /This is not a ZIP archive, or it is damaged\. Download or pack it again\./g,
    "ZIP ではないか、破損しています。もう一度ダウンロードするか、作り直してください。",
  ],
  [
    /Choose one ZIP archive by itself, or Markdown files without one\./g,
    "ZIP を一つだけ、または Markdown ファイルだけを選んでください。",
  ],
  [/The front matter is not valid YAML\./g, "先頭の情報が YAML として読めません。"],
];

export function inJapanese(said: string): string {
  return sentences.reduce((text, [sentence, japanese]) => text.replace(sentence, japanese), said);
}
