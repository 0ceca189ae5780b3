import type { en } from "./text.en";

export const ja: typeof en = {
  title: "領収書",
  by: "作者",
  what: (kind, version) => `${kind === "article" ? "記事" : "ファイル"} · 第${version}版`,
  paid: "お支払い",
  from: "支払元",
  to: "受取先",
  network: "ネットワーク",
  transaction: "トランザクション",
  block: "ブロック",
  hash: "内容の SHA-256",
  id: "領収書番号",
  copy: (label) => `コピー：${label}`,
  smallPrint:
    "代金はウォレットからウォレットへ直接支払われ、Pennypost は預かっていません。作者が返金しないかぎり、購入は取り消せません。内容の SHA-256 は、購入した内容そのものを示す指紋です。JSON には署名があり、当サイトがなくても購入を証明できます。",
  open: "作品を開く",
  json: "JSON",
  verify: "検証",
  print: "印刷",
};
