// A piece's cover: the picture its creator chose, or the typographic one. Both are 16:9, so that nothing moves when it arrives.
import clsx from "clsx";
import type { Cover as CoverPicture } from "@/lib/catalog/codecs";
import { pictureUrl } from "./picture-url";
import { TypographicCover } from "./typographic-cover";

interface CoverProps {
  item: { title: string; kind: "article" | "file"; cover: CoverPicture | null; creator: { displayName: string } };
  /** How wide it is on the page, as in `sizes` of <img>. */
  sizes: string;
  /** It is the first thing seen: fetched at once. */
  eager?: boolean | undefined;
  className?: string;
}

const widths = [480, 960, 1600];

export function Cover({ item, sizes, eager, className }: CoverProps) {
  const { cover, title, kind, creator } = item;
  if (!cover) return <TypographicCover title={title} creatorName={creator.displayName} kind={kind} className={clsx(className)} />;
  return (
    // biome-ignore lint/performance/noImgElement: our own sizes of it, immutable: an optimiser has nothing left to do
    <img
      src={pictureUrl(cover.id, 960)}
      srcSet={widths.map((width) => `${pictureUrl(cover.id, width)} ${width}w`).join(", ")}
      sizes={sizes}
      width={1600}
      height={900}
      alt={cover.alt}
      loading={eager ? "eager" : "lazy"}
      decoding="async"
      className={clsx("aspect-video h-auto w-full rounded-sm bg-sunk object-cover", className)}
    />
  );
}
