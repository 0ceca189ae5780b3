// The commitment to the content that is sold, in the offer before payment and in the receipt after it.

/** `extra.content` of an offer. */
export interface ContentCommitment {
  version: number;
  /** SHA-256, hex: of an article's Markdown, or of a file item's manifest (manifestOf). */
  sha256: string;
  /** Size in bytes of the Markdown, or of all files together; a decimal string. */
  bytes: string;
  /** Number of words of an article. */
  words?: number;
  /** Number of files of a file item. */
  files?: number;
}

export interface CommittedFile {
  name: string;
  mediaType: string;
  bytes: bigint | string;
  sha256: string;
}

/** Canonical JSON (RFC 8785) of `[{"bytes","mediaType","name","sha256"}, …]`, in the files' order. */
export function manifestOf(files: CommittedFile[]): string {
  return JSON.stringify(files.map(({ name, mediaType, bytes, sha256 }) => ({ bytes: Number(bytes), mediaType, name, sha256 })));
}

interface Committed {
  kind: "article" | "file";
  versionNumber: number;
  sha256: string;
  bytes: bigint;
  words: number;
  fileCount: number;
}

export function contentCommitment({ kind, versionNumber, sha256, bytes, words, fileCount }: Committed): ContentCommitment {
  const length = kind === "article" ? { words } : { files: fileCount };
  return { version: versionNumber, sha256, bytes: bytes.toString(), ...length };
}
