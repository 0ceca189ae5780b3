import type { Texts } from "@/lib/i18n/locales";

const en = {
  fresh: "New to paying with a wallet?",
  guide: "How it works, in two minutes",
  final: "Sales are final unless the creator refunds. Payments are public, as everything on a public chain is.",
  agents: "For agents: this URL answers 402",
  stop: ".",
  details: { title: "Details", network: "Network", payTo: "Paid to", sha256: "SHA-256", url: "URL" },
};

const ja: typeof en = {
  fresh: "ウォレットでの支払いがはじめての方へ：",
  guide: "二分でわかるしくみ",
  final: "作者が返金する場合を除き、返品はできません。パブリックチェーン上の支払いは、誰でも見ることができます。",
  agents: "エージェントの方へ：この URL は 402 を返します",
  stop: "。",
  details: { title: "詳細", network: "ネットワーク", payTo: "支払先", sha256: "SHA-256", url: "URL" },
};

export const text: Texts<typeof en> = { en, ja };
