// Finds a part of a preview by the SHA-256 of its bytes. It is as visible as its item: parts of drafts, of removed items and of previews
// that are switched off are found for the item's creator only.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import { type ServedPart, selectPart } from "./preview-queries";

export async function getPart({ db }: { db: Db }, sha256: string, wallet: Address | null): Promise<ServedPart> {
  const part = await selectPart(db, sha256, wallet);
  if (!part) throw new Refusal("not_found", "There is no such preview.");
  return part;
}
