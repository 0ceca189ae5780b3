// What a rendered text says that its author did not write: for screen readers mostly. In the language of the page around it.

export interface MarkdownWords {
  footnotes: string;
  /** From a note back to where it is referred to: "2", or "2-3" for the third time. */
  backTo: (reference: string) => string;
  table: string;
  done: string;
  toDo: string;
  /** Kinds of what is found behind a link. */
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
