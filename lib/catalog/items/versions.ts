// An item's version history, for its creator: list, read, restore.
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { type Page, toPage } from "../../kernel/page";
import type { ItemDraft, VersionDetail, VersionSummary } from "./codecs";
import { changeItem, getOwned, getVersion, readDraft, setDraft } from "./draft";
import { selectFiles } from "./item-queries";
import { selectVersion, selectVersions } from "./version-queries";

const pageSize = 50;
const newest = 2 ** 31 - 1;

/** Newest first. The cursor is the number of the last version seen. */
export async function listVersions(
  { db }: { db: Db },
  wallet: Address,
  itemId: string,
  before = newest,
): Promise<Page<VersionSummary>> {
  await getOwned(db, wallet, itemId);
  const rows = await selectVersions(db, itemId, before, pageSize + 1);
  return toPage(rows, pageSize, ({ number }) => String(number));
}

const noVersion = () =>
  new Refusal(
    "not_found",
    "This item has no version of that number. Autosaves are replaced while you write; list the versions again.",
  );

export async function getOwnVersion({ db }: { db: Db }, wallet: Address, itemId: string, number: number): Promise<VersionDetail> {
  await getOwned(db, wallet, itemId);
  const row = await selectVersion(db, itemId, number);
  if (!row) throw noVersion();
  const { id, ...version } = row;
  return { ...version, files: await selectFiles(db, id) };
}

/** Makes an earlier version's text and files the draft; the present draft stays in the history. */
export function restoreVersion(
  { db, clock }: { db: Db; clock: Clock },
  wallet: Address,
  itemId: string,
  number: number,
): Promise<ItemDraft> {
  return changeItem(db, wallet, itemId, async (tx, item) => {
    const row = await selectVersion(tx, itemId, number);
    if (!row) throw noVersion();
    const [draft, restored] = [await getVersion(tx, item.draftVersionId), await getVersion(tx, row.id)];
    await setDraft({ tx, clock }, item, draft, restored);
    return readDraft(tx, wallet, itemId);
  });
}
