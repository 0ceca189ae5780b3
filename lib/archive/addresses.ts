// Addresses of pictures as a Markdown text writes them, outside its code: `![…](address)`, `![…](<address>)`, `[…]: address`. One pass
// over the text, whatever it is: a server reads everybody's.
import { piecesOf } from "./pieces";

/** Escaped signs, brackets, and blank lines, which no bracket goes across. */
const sign = /\\[!-/:-@[-`{-~]|!?\[|\]|\n[ \t]*(?=\n)/g;
/** What follows a closing bracket. Each part ends where the next one cannot go on, so that nothing is read twice. */
const place = /([(:][ \t]*(?:\n[ \t]*)?)(<?)((?:(?<=<)[^<>\n]{1,1000}|(?:[^()\s<>]|\([^()\s]{0,200}\)){1,1000}))/y;

const LINK = 0;
const IMAGE = 1;
/** At the beginning of a line, where a definition may be. */
const LABEL = 2;

function kindOf(text: string, index: number): number {
  if (text[index] === "!") return IMAGE;
  let line = index;
  while (line > index - 3 && text[line - 1] === " ") line--;
  return line === 0 || text[line - 1] === "\n" ? LABEL : LINK;
}

interface Address {
  from: number;
  address: string;
  isImage: boolean;
}

function* addressesOf(text: string): Generator<Address> {
  const afterCode = codeOf(text);
  const signs = new RegExp(sign);
  let open: number[] = [];
  for (let found = signs.exec(text); found; found = signs.exec(text)) {
    const { index } = found;
    const [first] = found[0];
    const end = afterCode(index);
    if (end !== undefined) signs.lastIndex = end;
    else if (first === "\n") open = [];
    else if (first === "[" || first === "!") open.push(kindOf(text, index));
    else if (first === "]") {
      const address = addressAfter(text, index + 1, open.pop());
      if (!address) continue;
      yield address;
      signs.lastIndex = address.from + address.address.length;
    }
  }
}

/** What stands after a bracket that was opened so. */
function addressAfter(text: string, index: number, kind: number | undefined): Address | undefined {
  const isImage = kind === IMAGE;
  if (text[index] !== (isImage ? "(" : ":") || !(isImage || kind === LABEL)) return undefined;
  place.lastIndex = index;
  const [, before = "", bracket = "", address] = place.exec(text) ?? [];
  return address === undefined ? undefined : { from: index + before.length + bracket.length, address, isImage };
}

/** Where the code ends that an index is in; asked from left to right. */
function codeOf(text: string): (index: number) => number | undefined {
  const code: { from: number; to: number }[] = [];
  let at = 0;
  for (const piece of piecesOf(text, false)) {
    const to = at + piece.text.length;
    if (piece.kind !== "prose") code.push({ from: at, to });
    at = to;
  }
  let next = 0;
  return (index) => {
    while ((code[next]?.to ?? Number.POSITIVE_INFINITY) <= index) next++;
    const around = code[next];
    return around && around.from <= index ? around.to : undefined;
  };
}

/** The text with these addresses replaced; those for which there is none stay. A definition may be an image's or a link's. */
export function mapAddresses(text: string, replace: (address: string, isImage: boolean) => string | undefined): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, address, isImage } of addressesOf(text)) {
    const other = replace(address, isImage);
    if (other === undefined) continue;
    parts.push(text.slice(at, from), other);
    at = from + address.length;
  }
  return parts.join("") + text.slice(at);
}
