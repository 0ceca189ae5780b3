const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The `lang` of a creator's text: "ja" if it has kana, else unknown (""). */
export function languageOf(words: string): "ja" | "" {
  return kana.test(words) ? "ja" : "";
}

/** The same of rendered HTML: labels in its attributes are in the reader's language, and say nothing of the author's. */
export const languageOfHtml = (html: string) => languageOf(html.replace(/<[^>]*>/g, ""));
