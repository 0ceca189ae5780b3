import { formatBytes } from "@/lib/kernel/bytes";
import { pictureBytesMax, type Told } from "./picture-desk";
import type { en } from "./text.en";

const nameOf = (name: string) => (name ? `「${name}」` : "画像");

function tell(told: Told): string {
  switch (told.kind) {
    case "not_a_picture":
      return `${nameOf(told.name)}は追加できませんでした。画像は JPEG、PNG、WebP、GIF をお使いください。`;
    case "too_large":
      return `${nameOf(told.name)}は追加できませんでした。画像は ${formatBytes(pictureBytesMax)} までです。`;
    case "still":
      return `${nameOf(told.name)}は動く画像です。最初の1枚を保存しました。`;
    case "elsewhere":
      return `${told.host} の画像は元の場所に残り、読者のブラウザがそこから読み込みます。作品と一緒に保存するには、画像を保存してからファイルを追加してください。`;
    case "left_out":
      return `画像${told.count}点は取り込めませんでした。貼り付けた内容には、ウェブ上の画像のアドレスがありません。ファイルを追加してください。`;
  }
}

export const ja: typeof en = {
  label: "画像",
  sending: (count) => `画像${count}点を送信しています…`,
  failed: (name, why) => `${nameOf(name)}を送信できませんでした。${why}`,
  retry: "もう一度試す",
  drop: "取り除く",
  dismiss: "閉じる",
  tell,
  figure: {
    sending: "送信しています…",
    failed: "送信できませんでした。まだ本文には含まれていません。",
    unseen: "この画像は読者に表示されません。ウェブ上にも、作品と一緒にも保存されていません。",
    missing: "この画像を読み込めません。",
  },
};
