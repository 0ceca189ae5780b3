import type { Texts } from "@/lib/i18n/locales";
import { en } from "./text.en";
import { ja } from "./text.ja";

export const text: Texts<typeof en> = { en, ja };
