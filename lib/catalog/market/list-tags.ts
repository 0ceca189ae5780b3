// Tags in use, so that new pieces join those that are there.
import type { Db } from "../../db/client";
import { selectTags } from "./market-queries";

const SHOWN = 200;

export interface TagCount {
  tag: string;
  /** Listed items that have it. */
  items: number;
}

/** The most used first. */
export function listTags({ db }: { db: Db }): Promise<TagCount[]> {
  return selectTags(db, SHOWN);
}
