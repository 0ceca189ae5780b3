// All receipts of a library, as the ZIP archive they are downloaded in. Loaded when somebody brings one.
import { BlobReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import type { SourceFile } from "@/lib/api-client/source-file";
import { decodeText } from "@/lib/archive/decode-text";
import { isHousekeeping, readBytes } from "@/lib/archive/source";
import { openZip } from "@/lib/archive/zip-source";
import { RECEIPT_BYTES_MAX } from "../limits";

export interface Bundle {
  receipts: { name: string; text(): Promise<string> }[];
  /** Files in it that are no receipts. */
  othersCount: number;
}

const isReceipt = ({ path }: SourceFile) => /\.json$/i.test(path);

/** Too long, damaged or no text: it is no receipt then, and the verifier says so of nothing. */
async function textOf(entry: SourceFile): Promise<string> {
  try {
    return decodeText(await readBytes(entry, RECEIPT_BYTES_MAX));
  } catch {
    return "";
  }
}

/** Throws for what is no ZIP archive. */
export async function readBundle(file: Blob): Promise<Bundle> {
  const { files, refused } = await openZip(new BlobReader(file));
  const meant = files.filter(({ path }) => !isHousekeeping(path));
  const receipts = meant.filter(isReceipt);
  return {
    receipts: receipts.map((entry) => ({ name: entry.path, text: () => textOf(entry) })),
    othersCount: meant.length - receipts.length + refused.length,
  };
}
