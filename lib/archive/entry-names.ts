// Names in a ZIP archive. Newer programs mark theirs as UTF-8; older ones write UTF-8 without a mark, or in the encoding of their country:
// Explorer's in Japan is Shift_JIS. All names of an archive come from one program, and are read as one.

/** IBM's code page 437 above ASCII, which the format means where nothing else is said. */
const cp437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";
const fromCp437 = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : (cp437[byte - 0x80] ?? ""))).join("");

const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

function decodeAll(names: Uint8Array[], encoding: string): string[] | undefined {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    return names.map((bytes) => decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

/** The names without a mark, as one program wrote them. */
export function decodeNames(names: Uint8Array[]): string[] {
  const utf8 = decodeAll(names, "utf-8");
  if (utf8) return utf8;
  const japanese = decodeAll(names, "shift_jis");
  // Letters of half width alone are what accented letters of other countries look like.
  const isLikely = japanese?.some((name) => isJapanese.test(name.replace(/[\uff61-\uff9f]/g, "")));
  return japanese && isLikely ? japanese : names.map(fromCp437);
}
