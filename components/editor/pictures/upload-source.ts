/** Before the number of a picture that has not arrived: it stands in the document, and is no part of its Markdown. */
export const UPLOAD = "upload:";

export const isUpload = (source: unknown): boolean => typeof source === "string" && source.startsWith(UPLOAD);
