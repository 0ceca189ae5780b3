// How much of a file its preview may show: enough to decide by, without giving away what is paid for. A file too small for a useful
// and bounded share has no preview.

export const pagesMax = 3;
const pageShare = 1 / 4;
/** Pixels. */
export const pageWidthMax = 800;
export const pageHeightMax = 1200;

/** Number of pages shown, by the document's number of pages. */
export function pageBound(pages: number): number {
  return Math.min(pagesMax, Math.floor(pages * pageShare));
}

const pictureSideMax = 640;
const pictureSideMin = 120;
const pictureShare = 1 / 2;

/** Longest side of a picture's preview in pixels, at most half of the picture's own. */
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
  /** Size of the media data in bytes. */
  bytes: number;
}

/** Maximal duration and size of a clip, by those of the whole. */
export function clipBound(durationMs: number, bytes: number, isVideo: boolean): ClipBound | undefined {
  const ms = Math.min(isVideo ? videoMsMax : audioMsMax, durationMs * clipShare);
  return ms < clipMsMin ? undefined : { ms, bytes: Math.min(clipBytesMax, Math.floor(bytes * clipShare)) };
}

export const rowsMax = 10;
const headBytesMax = 2048;
const headBytesMin = 160;
const headShare = 1 / 20;

/** Maximal number of bytes of a text or table to show. */
export function headBound(bytes: number): number | undefined {
  const bound = Math.min(headBytesMax, Math.floor(bytes * headShare));
  return bound < headBytesMin ? undefined : bound;
}

/** A clip shorter than this is not worth listening to, and is not made. */
export const isLongEnough = (ms: number): boolean => ms >= clipMsMin;
