// Texts and addresses as other programs write them into their exports: with character references and percent signs.
import { decodeNamedCharacterReference } from "decode-named-character-reference";

const reference = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));/g;

function characterOf(code: number): string | undefined {
  const isText = code > 0x1f && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && !(code >= 0x7f && code <= 0x9f);
  return isText ? String.fromCodePoint(code) : undefined;
}

/** `Caf&eacute; &#8211; Tom &amp; ink` as it reads; what is no reference stays. */
export function withoutReferences(text: string): string {
  return text.replace(reference, (whole, decimal, hexadecimal, name) => {
    if (name) return decodeNamedCharacterReference(name) || whole;
    return characterOf(decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16)) ?? whole;
  });
}

/** `%e6%b4%bb` as it reads; what cannot be decoded stays. */
export function withoutPercents(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
