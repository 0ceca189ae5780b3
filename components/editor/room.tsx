import { useText } from "@/lib/i18n/use-text";
import { inUnit, isNear } from "./room-left";
import { text } from "./text";

const classOf = (isOver: boolean) => `figures block text-end text-xs ${isOver ? "font-semibold text-red" : "text-ink-3"}`;

/** Characters left of a limit, once it is near; how many are too many beyond it. */
export function Room({ id, used, max }: { id: string; used: number; max: number }) {
  const t = useText(text).room;
  if (!isNear(used, max)) return null;
  return (
    <span id={id} className={classOf(used > max)}>
      {used > max ? t.over(used - max) : t.left(max - used)}
    </span>
  );
}

const encoder = new TextEncoder();
/** Of UTF-8 for each UTF-16 unit, at most: a text that is far from its limit is not encoded to know that. */
const BYTES_MAX = 3;

/** The same in bytes of UTF-8, for texts. */
export function ByteRoom({ id, of, max }: { id?: string; of: string; max: number }) {
  const t = useText(text).room;
  if (of.length * BYTES_MAX < max * 0.9) return null;
  const used = encoder.encode(of).byteLength;
  if (used < max * 0.9) return null;
  return (
    <span id={id} className={classOf(used > max)}>
      {(used > max ? t.bytesOver : t.bytes)(...inUnit(used, max))}
    </span>
  );
}
