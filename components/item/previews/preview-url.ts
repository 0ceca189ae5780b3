/** The URL of a preview's bytes, which never change. */
export const previewUrl = (sha256: string): string => `/api/previews/${sha256}`;
