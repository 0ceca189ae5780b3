/** More than any receipt: what is longer is none. */
export const RECEIPT_BYTES_MAX = 4_000_000;
