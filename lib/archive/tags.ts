// Tags as a shop takes them, from those of other programs: nested ones (`economics/pricing`) become one for each level, and signs that
// no tag has become spaces.
import { tagMax, tagsMax } from "../catalog/limits";

const notInTags = /[^\p{L}\p{N}\p{M} -]+/gu;
const latinAnd = /(?<=[\p{sc=Latin}\p{N}\p{M}] ?)[&＆](?= ?[\p{sc=Latin}\p{N}])/gu;
const japanese = "[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー]";
const japaneseAnd = new RegExp(`(?<=${japanese}) ?[&＆] ?(?=\\S)|(?<=\\S) ?[&＆] ?(?=${japanese})`, "gu");

/** Written one way, with its signs. */
const spelled = (text: string) =>
  text
    .normalize("NFC")
    .replaceAll(/[_.\s]+/g, " ")
    .replace(latinAnd, " and ")
    .replace(japaneseAnd, "と")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();

const tagOf = (spelling: string) =>
  spelled(spelling.replace(notInTags, " "))
    .replace(/^[- ]+/, "")
    .trim();

export interface GivenTags {
  tags: string[];
  leftOut: string[];
  /** Tags that were told apart by signs only, and are one here. */
  merged: { tag: string; given: string[] }[];
}

const levelsOf = (given: string) =>
  given
    .replace(/^#/, "")
    .split("/")
    .map((level) => ({ given, level: level.trim(), spelling: spelled(level), tag: tagOf(spelled(level)) }));

export function tagsFrom(given: string[]): GivenTags {
  const taken = new Map<string, Map<string, string>>();
  const leftOut = new Set<string>();
  for (const { given: each, level, spelling, tag } of given.flatMap(levelsOf)) {
    const spellings = taken.get(tag);
    if (spellings) {
      if (!spellings.has(spelling)) spellings.set(spelling, level);
    } else if (tag && tag.length <= tagMax && taken.size < tagsMax) taken.set(tag, new Map([[spelling, level]]));
    else if (each.trim()) leftOut.add(each.trim());
  }
  const merged = [...taken].filter(([, spellings]) => spellings.size > 1);
  return {
    tags: [...taken.keys()],
    leftOut: [...leftOut],
    merged: merged.map(([tag, spellings]) => ({ tag, given: [...spellings.values()] })),
  };
}
