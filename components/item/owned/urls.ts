// Where the bytes of owned files are, of a version or of the newest.

const versionOf = (version: number | undefined, before: "?" | "&") =>
  version === undefined ? "" : `${before}version=${version}`;

/** For a viewer. */
export const fileUrl = (itemId: string, fileId: string, version?: number): string =>
  `/api/items/${itemId}/files/${fileId}${versionOf(version, "?")}`;

/** The same, to be saved and not shown. */
export const downloadUrl = (itemId: string, fileId: string, version?: number): string =>
  `/api/items/${itemId}/files/${fileId}?download${versionOf(version, "&")}`;

/** All files in a ZIP. */
export const archiveUrl = (itemId: string, version?: number): string =>
  `/api/items/${itemId}/files.zip${versionOf(version, "?")}`;
