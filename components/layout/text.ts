import type { Texts } from "@/lib/i18n/locales";

const en = {
  title: "Pennypost: publish by the piece, get paid by the penny",
  description:
    "Articles and files sold by the piece for USDC. One price, one signature, straight to the creator. People and agents pay the same URL.",
  skip: "Skip to content",
  main: "Main",
  market: "Market",
  library: "Library",
  sell: "Sell",
  search: "Search the market",
  theme: "Switch between light and dark",
  language: "Language",
  motto: "Publish by the piece. Get paid by the penny.",
  paid: "Articles and files, paid in USDC, straight to the creator",
  promise:
    "Articles and files at a price you see before you click, paid in USDC from your wallet straight to the one who made them. No account, no subscription.",
  start: "Getting started",
  pages: { "how-it-works": "How it works", help: "Help", about: "About", terms: "Terms", privacy: "Privacy", imprint: "Imprint" },
  read: "Read",
  yourLibrary: "Your library",
  feed: "Feed of new pieces",
  verify: "Verify a receipt",
  dashboard: "Dashboard",
  publish: "Publish something",
  agents: "Agents and scripts",
  scripts: "How a script buys",
  errors: "Error codes",
  smallPrint:
    "Payments are made on a public chain: anybody can see that a wallet paid a creator, and how much. Sales are final unless the creator refunds. Pennypost holds no money and is not the merchant; each sale is between reader and creator.",
  notFound: {
    name: "Not found",
    title: "Return to sender",
    text: "There is nothing at this address. It may have been mistyped, or the piece may have moved.",
  },
  home: "Pennypost, to the market",
  toMarket: "To the market",
};

const ja: typeof en = {
  title: "Pennypost：一篇から売る、小さな額を受け取る",
  description:
    "記事やファイルを一点ずつ USDC で販売。価格はひとつ、署名は一度、代金は作者へ直接。人もエージェントも同じ URL に支払います。",
  skip: "本文へ移動",
  main: "メイン",
  market: "マーケット",
  library: "ライブラリ",
  sell: "販売する",
  search: "マーケットを検索",
  theme: "明るい表示と暗い表示を切り替える",
  language: "言語",
  motto: "一篇から売る。小さな額を、すぐに受け取る。",
  paid: "記事とファイルを USDC で、作者へ直接",
  promise:
    "記事もファイルも、価格はクリックする前にわかります。支払いは USDC で、あなたのウォレットから作者へ直接。会員登録も定期購読もありません。",
  start: "はじめに",
  pages: {
    "how-it-works": "しくみ",
    help: "ヘルプ",
    about: "このサイトについて",
    terms: "利用規約",
    privacy: "プライバシー",
    imprint: "運営者情報",
  },
  read: "読む",
  yourLibrary: "あなたのライブラリ",
  feed: "新着のフィード",
  verify: "領収書を検証",
  dashboard: "ダッシュボード",
  publish: "作品を公開する",
  agents: "エージェントとスクリプト",
  scripts: "スクリプトで買う方法",
  errors: "エラーコード",
  smallPrint:
    "支払いは公開されたチェーンに記録され、どのウォレットがどの作者にいくら払ったかは誰でも見ることができます。作者が返金しないかぎり、購入は取り消せません。Pennypost は代金を預からず、販売者でもありません。売買は読者と作者のあいだで成立します。",
  notFound: {
    name: "見つかりません",
    title: "宛先不明",
    text: "このアドレスには何もありません。入力の誤りか、作品が移動した可能性があります。",
  },
  home: "Pennypost、マーケットへ",
  toMarket: "マーケットへ",
};

export const text: Texts<typeof en> = { en, ja };
