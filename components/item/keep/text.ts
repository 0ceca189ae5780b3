import type { Texts } from "@/lib/i18n/locales";

const en = {
  keep: "Keep it on all your devices",
  kept: "In your library",
  waiting: "Waiting for your wallet…",
};

const ja: typeof en = {
  keep: "すべての端末で読めるようにする",
  kept: "ライブラリに入っています",
  waiting: "ウォレットを待っています…",
};

export const text: Texts<typeof en> = { en, ja };
