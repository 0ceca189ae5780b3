// The files of an owned item, as its page shows them.
import type { FileFacts } from "@/lib/catalog/codecs";

export interface OwnedFile {
  id: string;
  name: string;
  mediaType: string;
  /** A decimal string: it crosses from server to browser. */
  bytes: string;
  sha256: string;
  facts?: FileFacts;
}

export interface OwnedFilesProps {
  files: OwnedFile[];
  itemId: string;
  /** Of this version, where it is not the newest. */
  version?: number | undefined;
}

/** What each viewer of a file is given. */
export interface ViewerProps {
  file: OwnedFile;
  url: string;
}
