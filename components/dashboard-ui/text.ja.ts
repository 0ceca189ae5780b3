import type { en } from "./text.en";

export const ja: typeof en = {
  statuses: { draft: "下書き", scheduled: "公開予約", listed: "公開中", unlisted: "限定公開", removed: "公開終了" },
  picture: {
    choose: "画像を選択",
    cover: {
      input: "カバーにする画像を選択",
      change: "カバーを変更",
      remove: "カバーを外す",
      part: "カバーに使う範囲",
    },
    picture: {
      input: "プロフィール画像を選択",
      change: "画像を変更",
      remove: "画像を外す",
      part: "表示する範囲",
    },
    move: "画像をドラッグするか、矢印キーで動かしてください。",
    chosen: "選んだ画像",
    area: "表示する範囲。矢印キーで動かせます",
    zoom: "拡大",
    unreadable: "このブラウザでは表示できないファイルです。JPEG、PNG、WebP、GIF を選んでください。",
    cancel: "キャンセル",
    sending: "送信中…",
    use: "この範囲を使う",
  },
};
