// Uploads, in the domain and as JSON.
import { z } from "zod";
import { byteCountCodec, countCodec, sha256Codec } from "../../kernel/codecs";

/** An upload that can be gone on with. */
export const uploadCodec = z.object({
  id: z.string(),
  name: z.string(),
  bytes: byteCountCodec.describe("Declared size in bytes."),
  received: byteCountCodec.describe("Bytes that have arrived."),
});
export type UnfinishedUpload = z.output<typeof uploadCodec>;
export type UnfinishedUploadJson = z.input<typeof uploadCodec>;

/** A picture that an item's texts may name. */
export const itemPictureCodec = z.object({
  sha256: sha256Codec.describe("Of its bytes in the largest width."),
  source: z.string().describe("What Markdown calls it: `![what it shows](picture:…)`."),
  sourceSha256: sha256Codec.describe("Of the bytes that were sent, of which nothing else is kept."),
  width: countCodec.describe("Pixels, of the largest width."),
  height: countCodec,
  widths: z.array(countCodec).describe("What `width` may be when it is fetched; the largest last."),
  bytes: byteCountCodec.describe("Of all widths together, as they count in the quota."),
});
export type ItemPicture = z.output<typeof itemPictureCodec>;

export const addedPictureCodec = itemPictureCodec.extend({
  frames: countCodec.describe("Of what was sent: more than one for an animation, of which the first is kept."),
});
