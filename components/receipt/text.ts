import type { Texts } from "@/lib/i18n/locales";

const en = {
  title: "Receipt",
  by: "by",
  what: (kind: "article" | "file", version: number) => `${kind === "article" ? "article" : "files"} · version ${version}`,
  paid: "Paid",
  from: "From",
  to: "To",
  network: "Network",
  transaction: "Transaction",
  block: "Block",
  hash: "Content, SHA-256",
  id: "Receipt",
  copy: (label: string) => `Copy: ${label}`,
  smallPrint:
    "Paid straight from wallet to wallet; Pennypost held no money. The sale is final unless the creator refunds it. The content hash is the fingerprint of what was bought. The JSON is signed: it proves this purchase without us.",
  open: "Open the piece",
  json: "JSON",
  verify: "Verify",
  print: "Print",
};

const ja: typeof en = {
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

export const text: Texts<typeof en> = { en, ja };
