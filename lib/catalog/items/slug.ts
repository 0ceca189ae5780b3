// An item's slug, derived from the title unless the creator chose one.
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import slugify from "@sindresorhus/slugify";
import { slugMax } from "../limits";

const untitled = "untitled";
/** Without easily confused characters: i and l, o and 0. */
const signs = "abcdefghjkmnpqrstuvwxyz123456789";
const markLength = 8;

/** Eight characters derived from the title: deterministic in browser and server. */
function markOf(title: string): string {
  const hash = sha256(utf8ToBytes(title.normalize("NFC")));
  return Array.from(hash.subarray(0, markLength), (byte) => signs[byte % signs.length]).join("");
}

/** Whether most letters of a title can be transliterated to a–z. */
function isWritable(title: string): boolean {
  const letters = title.match(/\p{L}/gu) ?? [];
  const kept = letters.filter((letter) => slugify(letter) !== "");
  return kept.length * 2 >= letters.length;
}

/** Transliterated; a title that cannot be, as Japanese, gets "piece-" and a hash. "untitled" for no title. */
export function slugOf(title: string): string {
  if (title.trim() === "") return untitled;
  const slug = slugify(title, { decamelize: false, customReplacements: [["&", " and "]] });
  const short = slug.slice(0, slugMax - 4).replace(/-+$/, "");
  return short && isWritable(title.slice(0, 200)) ? short : `piece-${markOf(title)}`;
}

/** The first free one of `base`, `base-2`, `base-3` … */
export function freeSlug(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) {
    if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
  }
}

/** True if `slug` was derived from `title`, or is "untitled". */
export function isDerived(slug: string, title: string): boolean {
  return [slugOf(title), untitled].some(
    (base) => slug === base || (slug.startsWith(`${base}-`) && /^\d+$/.test(slug.slice(base.length + 1))),
  );
}
