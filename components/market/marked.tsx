import type { TextPiece } from "@/lib/catalog/market/types";

/** A text with the search words marked. Screen readers read it without marks. */
export function Marked({ pieces }: { pieces: TextPiece[] }) {
  return pieces.map(({ text, isHit }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, which never move
    isHit ? <mark key={index}>{text}</mark> : text,
  );
}
