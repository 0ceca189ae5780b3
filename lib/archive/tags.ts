// Tags as a shop takes them, from those of other programs: nested ones (`economics/pricing`) become one for each level, and signs that
// no tag has become spaces.
import { tagMax, tagsMax } from "../catalog/limits";

const notInTags = /[^\p{L}\p{N}\p{M} -]+/gu;

function tagOf(text: string): string {
  const words = text.normalize("NFC").replaceAll(/[_.]/g, " ").replace(/[&＆]/g, " and ").replace(notInTags, " ");
  return words
    .replace(/\s+/g, " ")
    .replace(/^[- ]+/, "")
    .trim()
    .toLowerCase();
}

export function tagsFrom(given: string[]): { tags: string[]; leftOut: string[] } {
  const pairs = given.flatMap((each) =>
    each
      .replace(/^#/, "")
      .split("/")
      .map((level) => [each, tagOf(level)] as const),
  );
  const tags: string[] = [];
  const leftOut: string[] = [];
  for (const [each, tag] of pairs) {
    if (tags.includes(tag)) continue;
    if (tag && tag.length <= tagMax && tags.length < tagsMax) tags.push(tag);
    else if (each.trim()) leftOut.push(each.trim());
  }
  return { tags, leftOut: [...new Set(leftOut)] };
}
