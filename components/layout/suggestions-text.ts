import type { Texts } from "@/lib/i18n/locales";

const en = { suggestions: "Suggestions", about: "About" };

const ja: typeof en = { suggestions: "候補", about: "タグ" };

export const text: Texts<typeof en> = { en, ja };
