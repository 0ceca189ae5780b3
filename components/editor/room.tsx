import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

/** How near the limit the room that is left is shown: from a tenth of it, and from fifteen characters of a short one. */
const isNear = (used: number, max: number) => max - used <= Math.max(max / 10, Math.min(15, max / 2));

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

/** In the unit in which the limit is told: 2 MB are 2 · 1024². */
function inUnit(used: number, max: number): [used: string, max: string] {
  const [unit, name, digits] = max >= 1024 ** 2 ? [1024 ** 2, "MB", 2] : [1024, "KB", 0];
  // Never less than there is: 200.2 KB are not 200.
  const shown = Math.ceil((used / unit) * 10 ** digits) / 10 ** digits;
  return [`${shown} ${name}`, `${max / unit} ${name}`];
}

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
