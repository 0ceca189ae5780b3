import type { en } from "./text.en";

export const ja: typeof en = {
  title: "設定",
  sections: {
    profile: "プロフィール",
    payout: "売上の受け取り先",
    account: "キーとサインイン",
    export: "データの持ち出し",
  },
  profile: {
    name: "名前",
    nameHint: "読者に表示される名前です。",
    handle: "ハンドル",
    yourPage: "あなたのページ：",
    yourHandle: "your-handle",
    isFree: (handle) => `@${handle} は使えます。`,
    takeHandle: (handle) => `@${handle} を使う`,
    handleMoves: "変更しても、以前のリンクからここへたどり着けます。",
    bio: "自己紹介",
    bioHint: "名前の下に一、二文で表示されます。",
    links: "リンク",
    linksHint: "ほかの場所にあるあなたのページを五つまで、一行に一つ、https:// から入力してください。",
    saving: "保存中…",
    save: "保存",
    start: "販売を始める",
    saved: "保存しました",
    picture: "画像",
  },
  account: {
    textBefore: "API キーと、サインイン中のブラウザは、",
    link: "アカウント",
    textAfter: "で確認できます。",
  },
  export: {
    textBefore:
      "すべての作品とその版、販売中のファイル、プロフィール、売上を、現在の状態のまま一つの ZIP にまとめます。中身は Markdown と CSV なので、Pennypost がなくても読め、ここでもほかの場所でも ",
    link: "取り込み直す",
    textAfter: " ことができます。",
    note: "読者が購入したものは、これまでどおり読者の手元に残ります。作品が多いと時間がかかります。途中で切れた ZIP は開けません。",
    button: "すべて書き出す",
  },
};
