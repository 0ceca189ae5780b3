import type { Texts } from "@/lib/i18n/locales";

const en = {
  play: "Play",
  pause: "Pause",
  position: "Position",
  of: (at: string, length: string) => `${at} of ${length}`,
  back: (seconds: number) => `Back ${seconds} seconds`,
  forth: (seconds: number) => `Forward ${seconds} seconds`,
  speed: (speed: number) => `Speed: ${speed} times. Change it`,
};

const ja: typeof en = {
  play: "再生",
  pause: "一時停止",
  position: "再生位置",
  of: (at, length) => `${length} のうち ${at}`,
  back: (seconds) => `${seconds}秒戻る`,
  forth: (seconds) => `${seconds}秒進む`,
  speed: (speed) => `再生速度：${speed}倍。変更する`,
};

export const text: Texts<typeof en> = { en, ja };
