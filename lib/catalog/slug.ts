// An item's address below its creator, from the title when the creator chose none.
import slugify from "@sindresorhus/slugify";
import { slugMax } from "./limits";

/** Transliterated; "untitled" when nothing is left. */
export function slugOf(title: string): string {
  const slug = slugify(title, { decamelize: false, customReplacements: [["&", " and "]] });
  return slug.slice(0, slugMax - 4).replace(/-+$/, "") || "untitled";
}

/** `base`, or `base-2`, `base-3` … whichever is free. */
export function freeSlug(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) {
    if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
  }
}

/** True if `slug` is what `title` would have been given. */
export function isDerived(slug: string, title: string): boolean {
  const base = slugOf(title);
  return slug === base || (slug.startsWith(`${base}-`) && /^\d+$/.test(slug.slice(base.length + 1)));
}
