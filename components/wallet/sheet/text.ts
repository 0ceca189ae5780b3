import type { Texts } from "@/lib/i18n/locales";

const en = {
  close: "Close",
  cancel: "Cancel",
  start: {
    title: "First, a wallet",
    text: "A wallet is an app that keeps your money and signs for you. There is no account to open here: your wallet is enough.",
    demo: "Use the demo wallet",
    demoText: "Test money on this machine; nothing to install",
    have: "I have a wallet",
    none: "I have none yet",
    free: "Connecting shows your address to this page. Nothing is charged by it.",
  },
  opening: { title: "Opening the list…", text: "The wallets are being fetched. On a slow line this takes a moment." },
  none: {
    title: "Getting a wallet",
    wallet:
      "A wallet is an app, or a part of your browser, that keeps your money under a key only you have. It takes a few minutes and asks for no papers.",
    demo: "Demo wallet",
    demoText: "Here already, with test money",
    take: "Use it",
    base: "Made here with your fingerprint, face or PIN; nothing to install",
    make: "Make one",
    extension: "An extension of your browser, and an app",
    both: "An app, and an extension of your browser",
    app: "An app for your phone",
    get: "Get ",
    after:
      "After installing an extension, reload this page. Write down the words that the wallet gives you, and show them to nobody.",
    afterPhone:
      "After installing, come back here: “I have one now” opens this page inside the app. Show the words that the wallet gives you to nobody.",
    usdcTitle: "And some USDC",
    usdc: "USDC is a digital dollar: one is worth one US dollar. Most wallets sell it for a card or a bank transfer; an exchange can send it too. Ask for it on the network Base. A few dollars last long, as pieces cost cents, and nobody here charges a network fee.",
    usdcDemo:
      "USDC is a digital dollar: one is worth one US dollar. On this machine it is test money, and the page gives you some when you run short.",
    now: "I have one now",
    back: "Back to the page",
    more: "More: how it all works",
  },
};

const ja: typeof en = {
  close: "閉じる",
  cancel: "キャンセル",
  start: {
    title: "まず、ウォレットを",
    text: "ウォレットは、お金を保管し、あなたの代わりに署名するアプリです。会員登録はありません。ウォレットがあれば十分です。",
    demo: "デモ用ウォレットを使う",
    demoText: "この端末だけのテストのお金。インストールは不要です",
    have: "ウォレットを持っています",
    none: "まだ持っていません",
    free: "接続すると、アドレスがこのページに伝わります。接続だけでは支払いは発生しません。",
  },
  opening: { title: "一覧を開いています…", text: "ウォレットの一覧を読み込んでいます。回線が遅いと、少し時間がかかります。" },
  none: {
    title: "ウォレットを用意する",
    wallet: "ウォレットは、あなただけが持つ鍵でお金を保管するアプリ、またはブラウザの機能です。数分で作れて、書類は要りません。",
    demo: "デモ用ウォレット",
    demoText: "すぐに使えます。中身はテストのお金です",
    take: "使う",
    base: "指紋・顔・PIN でこの場で作れます。インストールは不要です",
    make: "作る",
    extension: "ブラウザの拡張機能とアプリ",
    both: "アプリとブラウザの拡張機能",
    app: "スマートフォンのアプリ",
    get: "入手",
    after:
      "拡張機能を入れたら、このページを再読み込みしてください。ウォレットが示す合言葉は書きとめて、誰にも見せないでください。",
    afterPhone:
      "インストールしたらここに戻り、「用意できました」を押すと、アプリの中でこのページが開きます。ウォレットが示す合言葉は、誰にも見せないでください。",
    usdcTitle: "それから USDC を少し",
    usdc: "USDC は 1 枚が 1 米ドルの価値を持つデジタルのドルです。多くのウォレットでは、カードや銀行振込で購入でき、取引所から送ることもできます。ネットワークは Base を選んでください。作品は数セントからなので、数ドルあれば長く使えます。ここではネットワーク手数料はかかりません。",
    usdcDemo:
      "USDC は 1 枚が 1 米ドルの価値を持つデジタルのドルです。この端末ではテストのお金で、足りなくなればページから受け取れます。",
    now: "用意できました",
    back: "ページに戻る",
    more: "詳しく：しくみのすべて",
  },
};

export const text: Texts<typeof en> = { en, ja };
