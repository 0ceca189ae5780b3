// Labels that rendering adds to a text, mostly for screen readers, in the language of the page.

export interface MarkdownWords {
  footnotes: string;
  /** Label of a link from a footnote back to its reference: "2", or "2-3" for its third. */
  backTo: (reference: string) => string;
  table: string;
  done: string;
  toDo: string;
  /** Kinds of linked pages. */
  kinds: Record<"video" | "sound" | "code" | "map" | "archive", string>;
}

export type MarkdownLanguage = "en" | "ja";

export const markdownWords: Record<MarkdownLanguage, MarkdownWords> = {
  en: {
    footnotes: "Footnotes",
    backTo: (reference) => `Back to reference ${reference}`,
    table: "Table",
    done: "Done",
    toDo: "To do",
    kinds: { video: "Video", sound: "Sound", code: "Code", map: "Map", archive: "Archive" },
  },
  ja: {
    footnotes: "脚注",
    backTo: (reference) => `注 ${reference} の参照箇所へ戻る`,
    table: "表",
    done: "完了",
    toDo: "未完了",
    kinds: { video: "動画", sound: "音声", code: "コード", map: "地図", archive: "アーカイブ" },
  },
};
