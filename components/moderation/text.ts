import type { ModerationReason } from "@/lib/catalog/codecs";
import type { Texts } from "@/lib/i18n/locales";

const reasons: Record<ModerationReason, string> = {
  copyright: "Copyright",
  illegal: "Against the law",
  misleading: "Not what it says it is",
  harmful: "Harmful",
  privacy: "Somebody’s privacy",
  other: "Another reason",
};

const en = {
  reasons,
  report: "Report this piece",
  gone: "An operator of this site took it down. It is not for sale.",
  reason: (reason: string) => `Reason: ${reason}.`,
  suspended: {
    title: "This shop is suspended",
    text: "An operator of this site suspended it: nothing here is shown or sold.",
    yours: "What you bought is still yours: open it from your library.",
    library: "Your library",
    market: "To the market",
  },
  /** For the creator. */
  yours: {
    item: "An operator of this site has hidden this piece. It is not sold until they restore it; whoever bought it keeps it. You can go on editing its draft.",
    shop: "An operator of this site has suspended your shop. Your pieces are not shown or sold, and nothing can be published, until they reinstate it. Drafts, sales and your export stay open to you.",
  },
};

const ja: typeof en = {
  reasons: {
    copyright: "著作権の侵害",
    illegal: "法令違反",
    misleading: "説明と内容の相違",
    harmful: "有害な内容",
    privacy: "プライバシーの侵害",
    other: "その他",
  },
  report: "この作品を報告",
  gone: "サイトの運営者が非表示にしたため、現在は販売していません。",
  reason: (reason) => `理由：${reason}`,
  suspended: {
    title: "このショップは停止中です",
    text: "サイトの運営者が停止したため、作品の表示と販売は行われません。",
    yours: "購入済みの作品は、これまでどおりライブラリから読めます。",
    library: "ライブラリへ",
    market: "マーケットへ",
  },
  yours: {
    item: "この作品は運営者により非表示になっています。公開が再開されるまで販売されません。購入済みの読者は引き続き読めます。下書きの編集は続けられます。",
    shop: "運営者によりショップが停止されています。再開されるまで、作品の表示・販売と新しい公開はできません。下書き、売上、書き出しはこれまでどおり利用できます。",
  },
};

export const text: Texts<typeof en> = { en, ja };
