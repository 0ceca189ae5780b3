// What a preview is made of. Previews are derived from paid bytes and are free: bounds.ts says how much of a file they may show.
import type { FileFacts } from "../catalog/types";

export type PartKind = "page" | "picture" | "clip" | "table" | "text";

/** One piece of a preview: a page, a picture, a clip, or the head of a text. */
export interface PreviewPart {
  kind: PartKind;
  mediaType: string;
  content: Uint8Array;
  width?: number;
  height?: number;
  durationMs?: number;
}

/** The head of a table as it is stored: JSON of this, in UTF-8. */
export interface TableHead {
  columns: string[];
  rows: string[][];
}

/** Why a file has no preview. The last two are failures; the others are as they should be. */
export type NoPreviewReason = "unsupported" | "too_small" | "too_large" | "unreadable" | "gave_up";

/** What the maker found out and made; `reason` says why `parts` is empty. */
export interface Made {
  facts: FileFacts;
  parts: PreviewPart[];
  reason?: NoPreviewReason;
}

export type PreviewState = "waiting" | "made" | "none" | "failed";

/** A part without its bytes; the head of a text comes along. */
export interface ShownPart {
  kind: PartKind;
  mediaType: string;
  bytes: number;
  sha256: string;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  head: TableHead | string | null;
}

/** The preview of one file, as its readers see it. */
export interface ShownPreview {
  fileId: string;
  parts: ShownPart[];
}

/** The same as its creator sees it. */
export interface OwnPreview extends ShownPreview {
  state: PreviewState;
  reason: NoPreviewReason | null;
  isShown: boolean;
}
