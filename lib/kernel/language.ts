const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The `lang` of a creator's text: "ja" if it has kana, else unknown (""). */
export function languageOf(words: string): "ja" | "" {
  return kana.test(words) ? "ja" : "";
}
