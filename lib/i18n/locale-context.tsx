"use client";
import { createContext, type ReactNode } from "react";
import type { Locale } from "./locales";

export const LocaleContext = createContext<Locale>("en");

export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}
