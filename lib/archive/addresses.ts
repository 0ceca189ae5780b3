// Addresses of pictures as a Markdown text writes them, outside its code: `![…](address)`, `![…](<address>)`, `[…]: address`.
import { piecesOf } from "./pieces";

const place =
  /(!\[[^\]\n]{0,1000}\]\(|^ {0,3}\[[^\]\n]{1,500}\]:[ \t]*)(<?)((?:(?<=<)[^<>\n]{1,1000}|(?:[^()\s<>]|\([^()\s]{0,200}\)){1,1000}))/gm;

/** The text with these addresses replaced; those for which there is none stay. A definition may be an image's or a link's. */
export function mapAddresses(text: string, replace: (address: string, isImage: boolean) => string | undefined): string {
  const code: { from: number; to: number }[] = [];
  let at = 0;
  for (const piece of piecesOf(text, false)) {
    const to = at + piece.text.length;
    if (piece.kind !== "prose") code.push({ from: at, to });
    at = to;
  }
  let next = 0;
  return text.replace(new RegExp(place), (whole: string, before: string, open: string, address: string, index: number) => {
    while ((code[next]?.to ?? Number.POSITIVE_INFINITY) <= index) next++;
    if ((code[next]?.from ?? Number.POSITIVE_INFINITY) <= index) return whole;
    return `${before}${open}${replace(address, before.startsWith("!")) ?? address}`;
  });
}
