import type { ItemStatus } from "@/lib/catalog/codecs";
import type { Texts } from "@/lib/i18n/locales";

const statuses: Record<ItemStatus, string> = {
  draft: "Draft",
  scheduled: "Scheduled",
  listed: "Listed",
  unlisted: "Unlisted",
  removed: "Removed",
  hidden: "Hidden",
};

const en = {
  statuses,
  picture: {
    choose: "Choose a picture",
    cover: {
      input: "Choose a picture as cover",
      change: "Change cover",
      remove: "Remove cover",
      part: "The part to show as cover",
    },
    picture: {
      input: "Choose a picture as picture",
      change: "Change picture",
      remove: "Remove picture",
      part: "The part to show as picture",
    },
    move: "Drag the picture, or move it with the arrow keys.",
    chosen: "The picture you chose",
    area: "Part to show; move it with the arrow keys",
    zoom: "Zoom",
    unreadable: "This browser cannot show the file. Choose a JPEG, PNG, WebP or GIF.",
    cancel: "Cancel",
    sending: "Sending…",
    use: "Use this part",
  },
};

const ja: typeof en = {
  statuses: {
    draft: "下書き",
    scheduled: "公開予約",
    listed: "公開中",
    unlisted: "限定公開",
    removed: "公開終了",
    hidden: "非表示",
  },
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

export const text: Texts<typeof en> = { en, ja };
