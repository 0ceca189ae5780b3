import { formatCount, formatNumber } from "@/components/format/format-number";
import type { Texts } from "@/lib/i18n/locales";

const en = { suggestions: "Suggestions", about: "About", count: (count: number) => formatCount(count, "suggestion") };

const ja: typeof en = { suggestions: "候補", about: "タグ", count: (count) => `候補が${formatNumber(count)}件あります` };

export const text: Texts<typeof en> = { en, ja };
