// The form of an archive: what lies where in it. Written by lib/export, read by this room; docs/importing.md says it in words.

export const ARCHIVE_FORM = "pennypost-archive";
/** Raised when an older reader would misunderstand a newer archive. */
export const ARCHIVE_VERSION = 1;

/** Divides what anyone may read from what is sold. */
export const DIVIDER = "<!-- paid -->";

/** Names at the root that are no items. */
export const README = "README.txt";
export const PROFILE = "profile.json";
export const MANIFEST = "manifest.json";
export const SALES = "sales.csv";
export const AVATAR = "avatar.webp";

/** In an item's folder. */
export const COVER = "cover.webp";
/** A picture of its texts, in its largest width. */
export const picturePathOf = (sha256: string) => `pictures/${sha256}.webp`;

export const itemFolder = (slug: string) => `items/${slug}`;

/** One line of an item's or a version's `files`. */
export interface FileLine {
  /** Below the item's folder. */
  path: string;
  name: string;
  bytes: string;
  sha256: string;
  mediaType: string;
}

export interface ManifestEntry {
  path: string;
  bytes: number;
  sha256: string;
}

export interface Manifest {
  form: string;
  version: number;
  /** Where and when it was made. */
  origin: string;
  handle: string;
  takenAt: string;
  entries: ManifestEntry[];
  /** Files that the archive should hold and does not, with the reason. */
  missing: { path: string; reason: string }[];
}
