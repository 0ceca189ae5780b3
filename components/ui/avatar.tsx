import clsx from "clsx";
import { pictureUrl } from "./picture-url";

interface AvatarProps {
  name: string;
  /** A picture; null for the initial. */
  pictureId: string | null;
  className?: string;
}

/** A creator's picture, or the initial as on a letterhead. Decoration: the name stands beside it. */
export function Avatar({ name, pictureId, className = "size-10 text-lg" }: AvatarProps) {
  const frame = clsx("shrink-0 rounded-full border border-rule-strong bg-raised", className);
  if (pictureId) {
    const [small, large] = [pictureUrl(pictureId, 128), pictureUrl(pictureId, 256)];
    return (
      // biome-ignore lint/performance/noImgElement: our own sizes of it, immutable: an optimiser has nothing left to do
      <img
        src={small}
        srcSet={`${small} 1x, ${large} 2x`}
        width={128}
        height={128}
        alt=""
        className={clsx(frame, "object-cover")}
      />
    );
  }
  return (
    <span aria-hidden className={clsx(frame, "inline-grid place-items-center font-serif leading-none font-semibold text-ink-2")}>
      <span className="translate-y-[0.04em]">{[...name][0]?.toUpperCase()}</span>
    </span>
  );
}
