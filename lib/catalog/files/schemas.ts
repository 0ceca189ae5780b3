// What comes in with files and pictures.
import { z } from "zod";
import * as limits from "../limits";
import { line } from "../text";

/** A file's name as it will be downloaded: one path segment. */
export const fileNameSchema = line(limits.fileNameMax)
  .min(1, "Name the file.")
  .refine((name) => !/[/\\:*?"<>|]/.test(name) && !/^\.+$/.test(name), 'A file name cannot contain / \\ : * ? " < > |');

export const renameFileSchema = z.strictObject({ name: fileNameSchema });
export const orderFilesSchema = z.strictObject({ fileIds: z.array(z.string()).max(limits.filesMax) });

/** Where a crop box lies in an upright picture: x,y,width,height in fractions of it. */
const cropSchema = z
  .string()
  .regex(/^(?:[01](?:\.\d{1,8})?,){3}[01](?:\.\d{1,8})?$/, "Write the crop as x,y,width,height in fractions from 0 to 1.")
  .transform((text) => {
    const [x = 0, y = 0, width = 1, height = 1] = text.split(",").map(Number);
    return { x, y, width: Math.min(width, 1 - x), height: Math.min(height, 1 - y) };
  })
  .refine(({ width, height }) => width > 0 && height > 0, "The crop is empty.");

export const pictureQuerySchema = z.object({
  crop: cropSchema.optional().describe("The part to keep: x,y,width,height in fractions. Without it, the middle."),
});
