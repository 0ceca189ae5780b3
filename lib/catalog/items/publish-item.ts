// Publishing points readers to the draft's version; unlisting and removing change who finds the item, never what was bought.
import type { Db, Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import type { FieldIssue } from "../../kernel/field-issues";
import type { ItemDraft } from "../types";
import type { VersionContent } from "./commitment";
import { changeItem, getVersion, readDraft } from "./draft";
import type { OwnedItem } from "./draft-queries";
import { markPublished, updateItem } from "./draft-write-queries";

interface Deps {
  db: Db;
  clock: Clock;
}

const missing = (path: string, message: string): FieldIssue => ({ path, code: "missing", message });

/** What readers would miss in a draft. */
export function missingIn(item: Pick<OwnedItem, "kind">, draft: VersionContent): FieldIssue[] {
  const noText = item.kind === "article" && draft.content.trim() === "";
  const noFiles = item.kind === "file" && draft.files.length === 0;
  return [
    ...(draft.title === "" ? [missing("title", "Give it a title.")] : []),
    ...(noText ? [missing("content", "Write the paid part: it is what readers buy.")] : []),
    ...(noFiles ? [missing("files", "Add at least one file: it is what readers buy.")] : []),
  ];
}

/** The draft's version, if it can be shown to readers; refuses with `not_publishable` and says what is missing. */
export async function getPublishable(tx: Tx, item: OwnedItem) {
  const draft = await getVersion(tx, item.draftVersionId);
  const issues = missingIn(item, draft);
  if (issues.length)
    throw new Refusal("not_publishable", `Not ready to publish. ${issues.map((issue) => issue.message).join(" ")}`, { issues });
  return draft;
}

/** What no longer holds once an item is published, is a draft again or is gone. */
export const unscheduled = { scheduledFor: null, scheduleProblem: null };

/** Points readers to a version, which no statement changes from then on. `at` is the date of a first publishing. */
export async function showVersion(
  tx: Tx,
  item: OwnedItem,
  versionId: string,
  { listed, at, now }: { listed: boolean; at: Date; now: Date },
): Promise<void> {
  await markPublished(tx, versionId, now);
  const status = listed ? "listed" : "unlisted";
  await updateItem(tx, item.id, { publishedVersionId: versionId, status, publishedAt: item.publishedAt ?? at, ...unscheduled });
}

/** Refuses with `not_publishable` and says what is missing. The first publish gives the item its date. */
export function publishItem(
  { db, clock }: Deps,
  wallet: Address,
  itemId: string,
  { listed }: { listed: boolean },
): Promise<ItemDraft> {
  return changeItem(db, wallet, itemId, async (tx, item) => {
    const { id } = await getPublishable(tx, item);
    const now = clock.now();
    await showVersion(tx, item, id, { listed, at: now, now });
    return readDraft(tx, wallet, itemId);
  });
}

function isPublic({ status }: OwnedItem): boolean {
  return status === "listed" || status === "unlisted";
}

function relist(db: Db, wallet: Address, itemId: string, status: "listed" | "unlisted"): Promise<ItemDraft> {
  return changeItem(db, wallet, itemId, async (tx, item) => {
    if (!isPublic(item)) throw new Refusal("conflict", "This item is not published.");
    await updateItem(tx, itemId, { status });
    return readDraft(tx, wallet, itemId);
  });
}

/** Takes the item out of the market; its address keeps working. */
export const unlistItem = ({ db }: { db: Db }, wallet: Address, itemId: string) => relist(db, wallet, itemId, "unlisted");

/** Shows a published item in the market again, as it was published: changes of its draft stay where they are. */
export const listItem = ({ db }: { db: Db }, wallet: Address, itemId: string) => relist(db, wallet, itemId, "listed");

/**
 * Takes the item down for good; buyers keep it, and others read the reason, if one is given. An address that nobody has seen
 * becomes free again.
 */
export function removeItem({ db }: { db: Db }, wallet: Address, itemId: string, reason = ""): Promise<void> {
  return changeItem(db, wallet, itemId, async (tx, item) => {
    const slug = item.publishedAt ? item.slug : item.id;
    await updateItem(tx, itemId, { status: "removed", slug, removalReason: reason || null, ...unscheduled });
  });
}
