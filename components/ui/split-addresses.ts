/** The marks that end a sentence or a bracket after an address, and are no part of it. */
const address = /https?:\/\/[^\s<>"“”「」『』（）、。，]{1,2000}/g;
const closing = /[.,;:!?)\]}'’…]+$/;

export interface TextPart {
  part: string;
  isAddress: boolean;
  /** Where it begins in the text. */
  at: number;
}

/** Plain text in pieces: its http(s) addresses, and what stands between them. */
export function splitAddresses(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  const take = (upTo: number, isAddress: boolean) => {
    if (upTo > end) parts.push({ part: text.slice(end, upTo), isAddress, at: end });
    end = upTo;
  };
  for (const { 0: found, index } of text.matchAll(address)) {
    const href = withoutClosing(found);
    if (!URL.canParse(href)) continue;
    take(index, false);
    take(index + href.length, true);
  }
  take(text.length, false);
  return parts;
}

/** A bracket that opens within the address closes there too: `…/Penny_(coin)`. */
function withoutClosing(found: string): string {
  const cut = found.replace(closing, "");
  const isOpen = cut.split("(").length > cut.split(")").length;
  return isOpen && found[cut.length] === ")" ? `${cut})` : cut;
}
