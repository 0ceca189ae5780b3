import type { ModerationReason } from "@/lib/catalog/codecs";
import type { Texts } from "@/lib/i18n/locales";

const reasons: Record<ModerationReason, string> = {
  copyright: "It copies somebody else’s work",
  illegal: "It is against the law",
  misleading: "It is not what it says it is",
  harmful: "It harms people or their devices",
  privacy: "It shows what is private",
  other: "Something else",
};

const en = {
  title: "Report a piece",
  lead: "The operators of this site read it. Its creator is not told, and a refund is between you and them: the money went to their wallet.",
  reason: "What is wrong with it?",
  reasons,
  text: "Tell us more",
  textHint: "What is wrong, and where in the piece.",
  contact: "How we may ask you",
  contactHint: "A mail address, for example. Nobody but the operators sees it.",
  send: "Send the report",
  sending: "Sending…",
  done: "Thank you. The operators will read it.",
  back: "Back to the piece",
};

const ja: typeof en = {
  title: "作品を報告",
  lead: "報告はサイトの運営者が確認します。作者に通知されることはありません。代金は作者のウォレットに直接支払われているため、返金は作者にご相談ください。",
  reason: "どのような問題がありますか",
  reasons: {
    copyright: "他人の著作物を無断で使っている",
    illegal: "法令に違反している",
    misleading: "説明と内容が異なる",
    harmful: "人や端末に害を与える",
    privacy: "プライバシーを侵害している",
    other: "その他",
  },
  text: "詳しい内容",
  textHint: "問題の内容と、作品の中の場所をお書きください。",
  contact: "連絡先",
  contactHint: "メールアドレスなど。運営者だけが見られます。",
  send: "報告を送る",
  sending: "送信中…",
  done: "ご報告ありがとうございます。運営者が確認します。",
  back: "作品に戻る",
};

export const text: Texts<typeof en> = { en, ja };
