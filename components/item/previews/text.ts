import type { Texts } from "@/lib/i18n/locales";
import { formatDuration } from "../../format/format";
import { formatCount, formatNumber } from "../../format/format-number";

const en = {
  lookInside: "A look inside",
  begins: "How it begins",
  listen: (name: string) => `Listen to the beginning of ${name}`,
  watch: (name: string) => `Watch the beginning of ${name}`,
  picture: (name: string) => `${name}, small and watermarked; larger in a new tab`,
  page: (number: number, name: string) => `Page ${number} of ${name}, larger in a new tab`,
  firstRows: (name: string) => `The first rows of ${name}`,
  pages(shown: number, total: number | undefined): string {
    const which = shown === 1 ? "Page 1" : `Pages 1–${shown}`;
    return total ? `${which} of ${total.toLocaleString("en-US")}` : which;
  },
  seconds(shown: number, totalMs: number | undefined): string {
    const which = `The first ${formatCount(shown, "second")}`;
    return totalMs ? `${which} of ${formatDuration(totalMs)}` : which;
  },
  rows(shown: number, total: number | undefined): string {
    const which = shown === 1 ? "The first row" : `The first ${shown} rows`;
    return total ? `${which} of ${total.toLocaleString("en-US")}` : which;
  },
};

const ja: typeof en = {
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

export const text: Texts<typeof en> = { en, ja };
