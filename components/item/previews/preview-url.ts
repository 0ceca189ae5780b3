/** Where the bytes of a preview are; what is there never changes. */
export const previewUrl = (sha256: string): string => `/api/previews/${sha256}`;
