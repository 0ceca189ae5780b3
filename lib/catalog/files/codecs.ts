// Uploads, in the domain and as JSON.
import { z } from "zod";
import { byteCountCodec } from "../../kernel/codecs";

/** An upload that can be gone on with. */
export const uploadCodec = z.object({
  id: z.string(),
  name: z.string(),
  bytes: byteCountCodec.describe("Declared size in bytes."),
  received: byteCountCodec.describe("Bytes that have arrived."),
});
export type UnfinishedUpload = z.output<typeof uploadCodec>;
export type UnfinishedUploadJson = z.input<typeof uploadCodec>;
