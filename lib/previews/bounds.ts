// How much of a file its preview may show: enough to decide by, never what is paid for. A file that is so small that its share
// would show nothing, or everything, has no preview.

export const pagesMax = 3;
const pageShare = 1 / 4;
/** Pixels. */
export const pageWidthMax = 800;
export const pageHeightMax = 1200;

/** How many pages of so many. */
export function pageBound(pages: number): number {
  return Math.min(pagesMax, Math.floor(pages * pageShare));
}

const pictureSideMax = 640;
const pictureSideMin = 120;
const pictureShare = 1 / 2;

/** The longest side of a picture's preview, in pixels: never more than half of the picture's own. */
export function pictureBound(width: number, height: number): number | undefined {
  const side = Math.min(pictureSideMax, Math.floor(Math.max(width, height) * pictureShare));
  return side < pictureSideMin ? undefined : side;
}

const clipShare = 1 / 10;
const audioMsMax = 20_000;
const videoMsMax = 10_000;
const clipMsMin = 3_000;
const clipBytesMax = 4 * 1024 ** 2;

export interface ClipBound {
  ms: number;
  /** Of the media data. */
  bytes: number;
}

/** How long and how heavy a clip may be, of a piece so long and heavy. */
export function clipBound(durationMs: number, bytes: number, isVideo: boolean): ClipBound | undefined {
  const ms = Math.min(isVideo ? videoMsMax : audioMsMax, durationMs * clipShare);
  return ms < clipMsMin ? undefined : { ms, bytes: Math.min(clipBytesMax, Math.floor(bytes * clipShare)) };
}

export const rowsMax = 10;
const headBytesMax = 2048;
const headBytesMin = 160;
const headShare = 1 / 20;

/** How many bytes of a text or table may be shown. */
export function headBound(bytes: number): number | undefined {
  const bound = Math.min(headBytesMax, Math.floor(bytes * headShare));
  return bound < headBytesMin ? undefined : bound;
}

/** A clip that is cut before this is not worth listening to. */
export const isLongEnough = (ms: number): boolean => ms >= clipMsMin;
