import type { Texts } from "@/lib/i18n/locales";

const en = {
  close: "Close",
  copied: "Copied",
  notCopied: "The browser did not allow copying. Select the text instead.",
  optional: "optional",
  owned: (price: string) => `${price}, owned`,
  creatorLinks: "Links",
};

const ja: typeof en = {
  close: "閉じる",
  copied: "コピーしました",
  notCopied: "コピーできませんでした。文字を選択してコピーしてください。",
  optional: "任意",
  owned: (price) => `${price}、購入済み`,
  creatorLinks: "リンク",
};

export const text: Texts<typeof en> = { en, ja };
