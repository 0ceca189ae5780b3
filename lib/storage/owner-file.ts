// The mark of a store's owner: a small JSON file beside what is stored, written once and never replaced.
import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { Owner } from "./content-store";

/** No storage key and no upload's id has this form. */
export const OWNER_FILE = "shop.json";

const owner = z.object({ shop: z.string().min(1), since: z.iso.datetime().transform((text) => new Date(text)) });

export const writeOwner = (shop: string): string => JSON.stringify({ shop, since: new Date() });

/** Throws for a file that is no such mark: then nobody knows whose the store is. */
export const readOwner = (text: string): Owner => owner.parse(JSON.parse(text));

/** Writes the mark into a folder that has none; resolves to the one that is there. */
export async function claimFolder(folder: string, shop: string): Promise<Owner> {
  const path = join(folder, OWNER_FILE);
  const draft = `${path}.${randomUUID()}`;
  await mkdir(folder, { recursive: true });
  await writeFile(draft, writeOwner(shop), { flush: true });
  try {
    // Whole from the first moment, and refused where there is one: of several at once, one is first.
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readOwner(await readFile(path, "utf8"));
}
