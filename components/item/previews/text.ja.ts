import { formatDuration } from "../../format/format";
import { formatNumber } from "../../format/format-number";
import type { en } from "./text.en";

export const ja: typeof en = {
  lookInside: "中身を少し",
  begins: "書き出し",
  listen: (name) => `${name} の冒頭を聴く`,
  watch: (name) => `${name} の冒頭を見る`,
  picture: (name) => `${name}（縮小・透かし入り。新しいタブで拡大）`,
  page: (number, name) => `${name} の${number}ページ目（新しいタブで拡大）`,
  firstRows: (name) => `${name} の最初の行`,
  pages(shown, total) {
    const which = shown === 1 ? "1ページ目" : `1〜${shown}ページ`;
    return total ? `${which}（全${formatNumber(total)}ページ）` : which;
  },
  seconds(shown, totalMs) {
    const which = `最初の${formatNumber(shown)}秒`;
    return totalMs ? `${which}（全体 ${formatDuration(totalMs)}）` : which;
  },
  rows(shown, total) {
    const which = `最初の${formatNumber(shown)}行`;
    return total ? `${which}（全${formatNumber(total)}行）` : which;
  },
};
