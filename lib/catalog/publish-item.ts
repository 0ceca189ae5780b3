// Publishing points readers to the draft's version; unlisting and removing change who finds the item, never what was bought.
import type { Db, Tx } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { type FieldIssue, Refusal } from "../kernel/errors";
import type { VersionContent } from "./commitment";
import { changeItem, getVersion, type OwnedItem, readDraft } from "./draft";
import type { ItemDraft } from "./types";

interface Deps {
  db: Db;
  clock: Clock;
}

function missing(item: OwnedItem, draft: VersionContent): FieldIssue[] {
  const noText = item.kind === "article" && draft.content.trim() === "";
  const noFiles = item.kind === "file" && draft.files.length === 0;
  return [
    ...(draft.title === "" ? [{ path: "title", message: "Give it a title." }] : []),
    ...(noText ? [{ path: "content", message: "Write the paid part: it is what readers buy." }] : []),
    ...(noFiles ? [{ path: "files", message: "Add at least one file: it is what readers buy." }] : []),
  ];
}

async function publish(tx: Tx, clock: Clock, item: OwnedItem, listed: boolean): Promise<void> {
  const draft = await getVersion(tx, item.draftVersionId ?? "");
  const issues = missing(item, draft);
  if (issues.length)
    throw new Refusal("not_publishable", `Not ready to publish. ${issues.map((issue) => issue.message).join(" ")}`, { issues });
  await tx.itemVersion.updateMany({ where: { id: draft.id, publishedAt: null }, data: { publishedAt: clock.now() } });
  await tx.item.update({
    where: { id: item.id },
    data: { publishedVersionId: draft.id, status: listed ? "listed" : "unlisted", publishedAt: item.publishedAt ?? clock.now() },
  });
}

/** Refuses with `not_publishable` and says what is missing. The first publish gives the item its date. */
export function publishItem(
  { db, clock }: Deps,
  wallet: Address,
  itemId: string,
  { listed }: { listed: boolean },
): Promise<ItemDraft> {
  return changeItem(db, wallet, itemId, async (tx, item) => {
    await publish(tx, clock, item, listed);
    return readDraft(tx, wallet, itemId);
  });
}

/** Takes the item out of the market; its address keeps working. */
export function unlistItem({ db }: { db: Db }, wallet: Address, itemId: string): Promise<ItemDraft> {
  return changeItem(db, wallet, itemId, async (tx, item) => {
    if (item.status === "draft") throw new Refusal("conflict", "This item is not published.");
    await tx.item.update({ where: { id: itemId }, data: { status: "unlisted" } });
    return readDraft(tx, wallet, itemId);
  });
}

/** Takes the item down for good; buyers keep it. An address that nobody has seen becomes free again. */
export function removeItem({ db }: { db: Db }, wallet: Address, itemId: string): Promise<void> {
  return changeItem(db, wallet, itemId, async (tx, item) => {
    const slug = item.publishedAt ? item.slug : item.id;
    await tx.item.update({ where: { id: itemId }, data: { status: "removed", slug } });
  });
}
