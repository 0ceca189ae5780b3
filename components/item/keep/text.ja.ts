import type { en } from "./text.en";

export const ja: typeof en = {
  keep: "すべての端末で読めるようにする",
  kept: "ライブラリに入っています",
  waiting: "ウォレットを待っています…",
};
