import type { en } from "./text.en";

export const ja: typeof en = {
  close: "閉じる",
  copied: "コピーしました",
  notCopied: "コピーできませんでした。文字を選択してコピーしてください。",
  optional: "任意",
  owned: (price) => `${price}、購入済み`,
  creatorLinks: "リンク",
};
