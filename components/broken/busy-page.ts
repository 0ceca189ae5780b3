// The page for when the database does not answer: whole as it is, since nothing that pages are made of can be counted on.
import type { Locale, Texts } from "@/lib/i18n/locales";
import { text } from "./text";

const en = {
  title: "Back in a moment",
  text: "Something that this page needs does not answer just now. No money was moved by it, and what you own is still yours.",
};

const ja: typeof en = {
  title: "ただいま表示できません",
  text: "このページに必要な情報を、いま取得できません。お金は動いていません。購入済みの作品はこれまでどおりあなたのものです。少し待ってから、もう一度お試しください。",
};

const texts: Texts<typeof en> = { en, ja };

export function busyPage(locale: Locale): string {
  const t = { ...text[locale], ...texts[locale] };
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${t.title} · Pennypost</title>
</head>
<body style="margin: 12vh auto; max-width: 34rem; padding: 0 1.25rem; font: 1.125rem/1.6 Georgia, serif">
<main role="alert">
<h1 style="font-size: 1.75rem; line-height: 1.25">${t.title}</h1>
<p>${t.text}</p>
<p><a href="">${t.retry}</a> &nbsp; <a href="/">${t.toMarket}</a></p>
</main>
</body>
</html>
`;
}
