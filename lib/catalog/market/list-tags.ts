// Tags in use, as suggestions for new items.
import type { Db } from "../../db/client";
import { selectTags } from "./market-queries";

const SHOWN = 200;

export interface TagCount {
  tag: string;
  /** Number of listed items with the tag. */
  items: number;
}

/** The most used first. */
export function listTags({ db }: { db: Db }): Promise<TagCount[]> {
  return selectTags(db, SHOWN);
}
