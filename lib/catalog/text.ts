// What may stand in names and prose: Unicode in NFC, and nothing that a feed reader, a terminal or a reader's eye cannot bear: no control
// characters and noncharacters, no bidi overrides, no blank-looking characters, no towers of marks.
import { z } from "zod";
import { refused } from "../kernel/field-issues";

// Controls except tab and line feed; lone surrogates; code points that are for no text (two of them end an XML document).
const unprintable = /[^\P{Cc}\t\n]|\p{Surrogate}|\p{Noncharacter_Code_Point}/u;
const noncharacters = /\p{Noncharacter_Code_Point}/gu;
// Characters that reorder, hide or break a line of text (UTS #36): bidi controls, zero-width space and joiners' kin, fillers, separators,
// blank Braille, notes' and tags' invisible letters.
const deceptive =
  /\u034f|\u17b4|\u17b5|[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}]/u;
/** The flags of England, Scotland and their like are spelled in tag letters behind a black flag (UTS #51). */
const flags = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}/gu;
/** More marks on one letter than any script has: they reach into the lines above and below. */
const tower = /\p{M}{9}/u;
const isDeceptive = (text: string) => deceptive.test(text.replace(flags, "")) || tower.test(text);
const lineBreak = /[\t\n]/;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** What is far too long stays so, and is refused: normalizing can take time with the square of the length. */
const tidy = (max: number) => (text: string) => {
  const trimmed = text.trim();
  return trimmed.length > 4 * max ? trimmed : trimmed.normalize("NFC").replaceAll("\r\n", "\n").trim();
};
const notDeceptive = refused(
  "deceptive_characters",
  "Invisible and direction-changing characters, and towers of marks, are not allowed.",
);

/** One line for people: a title, a name. Trimmed and normalised. */
export function line(max: number) {
  return z
    .string()
    .overwrite(tidy(max))
    .max(max, `Use at most ${max} characters.`)
    .refine(
      (text) => !unprintable.test(text) && !lineBreak.test(text),
      refused("control_characters", "Control characters and line breaks are not allowed."),
    )
    .refine((text) => !isDeceptive(text), notDeceptive)
    .refine(
      (text) => text === "" || visible.test(text),
      refused("no_visible_character", "Use at least one letter, digit or sign."),
    );
}

/** A few lines of plain text. */
export function paragraph(max: number) {
  return z
    .string()
    .overwrite(tidy(max))
    .max(max, `Use at most ${max} characters.`)
    .refine((text) => !unprintable.test(text), refused("control_characters", "Control characters are not allowed."))
    .refine((text) => !isDeceptive(text), notDeceptive);
}

/** Markdown. The author's bytes are kept, but for line ends, a byte order mark and what is no character; measured in UTF-8. */
export function markdownText(bytesMax: number) {
  const limit = bytesMax >= 1024 ** 2 ? `${bytesMax / 1024 ** 2} MB` : `${bytesMax / 1024} KB`;
  return z
    .string()
    .overwrite((text) =>
      text
        .replace(/^\ufeff/, "")
        .replace(/\r\n?/g, "\n")
        .replace(noncharacters, ""),
    )
    .refine((text) => utf8Bytes(text) <= bytesMax, refused("too_long", `Use at most ${limit} of text.`, { max: limit }))
    .refine((text) => !unprintable.test(text), refused("control_characters", "Control characters are not allowed."))
    .refine((text) => !tower.test(text), refused("deceptive_characters", "Towers of marks on one letter are not allowed."));
}

function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

/** A tag in the one form that lists are asked with, however it is spelled. */
export const canonicalTag = (tag: string): string => searchText(tag, 100).toLowerCase();

/** Text from a URL, made safe to search with: controls become spaces. */
export function searchText(text: string, max: number): string {
  return text
    .slice(0, 4 * max)
    .normalize("NFC")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, max);
}
