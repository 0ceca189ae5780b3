// The types of previews. They are made from paid bytes and are free: bounds.ts limits how much of a file they show.
import type { FileFacts } from "../catalog/codecs";

export type PartKind = "page" | "picture" | "clip" | "table" | "text";

/** A part of a preview: a page, a picture, a clip, or the head of a text. */
export interface PreviewPart {
  kind: PartKind;
  mediaType: string;
  content: Uint8Array;
  width?: number;
  height?: number;
  durationMs?: number;
}

/** The head of a table as stored, as UTF-8 JSON. */
export interface TableHead {
  columns: string[];
  rows: string[][];
}

/** Why a file has no preview. The last two are failures, the others expected. */
export type NoPreviewReason = "unsupported" | "too_small" | "too_large" | "unreadable" | "gave_up";

/** The result of a maker; `reason` says why `parts` is empty. */
export interface Made {
  facts: FileFacts;
  parts: PreviewPart[];
  reason?: NoPreviewReason;
}

export type PreviewState = "waiting" | "made" | "none" | "failed";
