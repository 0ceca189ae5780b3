// Handles, the `nora` of `/@nora`: short, lower-case, and not one that could be taken for Pennypost itself, or for somebody known.
import { z } from "zod";
import { refused } from "../../kernel/field-issues";

const reserved = new Set(
  `about abuse account admin administrator agents anonymous api app billing blog contact creator creators dashboard demo docs
   earnings email everyone faq feed files finance help home info item items legal library login logout mail market me moderator
   moderators money new news nobody null official openapi owner pay payment payments payout payouts pennypost penny-post press
   pricing privacy receipt receipts root rss safety sales search security self service session settings shop signin signup sitemap
   staff status store support system team terms test undefined usdc user wallet webmaster well-known www x402`.split(/\s+/),
);

/**
 * What handles have in common that look alike: 0 and o, 1 and l and i, 5 and s, rn and m, vv and w; hyphens and doubled letters count
 * for nothing. PostgreSQL's `handle_look` is the same.
 */
export const lookOf = (handle: string) => signsOf(handle).replace(/(.)\1+/g, "$1");

const signsOf = (handle: string) =>
  handle
    .replaceAll("-", "")
    .replace(/[01i5]/g, (sign) => ({ "0": "o", "5": "s" })[sign] ?? "l")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");

/** In words as short as these a doubled letter makes another word: "rot" is not "root". */
const SHORT_MAX = 5;
const shortSigns = new Set([...reserved].filter((word) => word.length <= SHORT_MAX).map(signsOf));
const longLooks = new Set([...reserved].filter((word) => word.length > SHORT_MAX).map(lookOf));
const ourLook = lookOf("pennypost");

/** Whether a handle looks like a reserved one, or has our name in it. For those who take it: whoever has it already keeps it. */
export function looksReserved(handle: string): boolean {
  const look = lookOf(handle);
  return shortSigns.has(signsOf(handle)) || longLooks.has(look) || look.includes(ourLook);
}

export const handleReserved = refused("reserved", "This handle is reserved. Choose another.");

/** Input is lower-cased. */
export const handleSchema = z
  .string()
  .overwrite((handle) => handle.trim().toLowerCase())
  .regex(
    /^(?=.{3,30}$)[a-z0-9]+(?:-[a-z0-9]+)*$/,
    "Use 3 to 30 letters a–z, digits and single hyphens, starting and ending with a letter or digit.",
  )
  .refine((handle) => !reserved.has(handle), handleReserved);
