const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The language of what a creator wrote, as `lang`: Japanese shows itself by its kana; of anything else nothing is claimed. */
export function languageOf(words: string): "ja" | "" {
  return kana.test(words) ? "ja" : "";
}
