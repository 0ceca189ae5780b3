// What a copy in this browser keeps of a draft, and what comes back of it to the draft as it is by then.
import { changedNames, type Draft, type Fields, fieldNames, fieldsOf, ownNames, pick } from "./fields";
import type { KeptCopy } from "./kept-copy";
import type { Merged } from "./merge";

const isOwn = (name: keyof Fields) => ownNames.includes(name);

/** What is not saved; null if everything is. `since`: what it was changed from, where that is older than the draft. */
export function copyOf(
  draft: Draft,
  fields: Fields,
  since: Pick<KeptCopy, "versionNumber" | "base"> = draft,
): Omit<KeptCopy, "key"> | null {
  const saved = fieldsOf(draft);
  const unsaved = changedNames(fields, saved);
  if (unsaved.length === 0) return null;
  const base = { ...pick(saved, unsaved.filter(isOwn)), ...since.base };
  const { versionNumber } = since;
  return { itemId: draft.id, versionNumber, fields: pick(fields, unsaved), base, keptAt: new Date().toISOString() };
}

/**
 * The draft's fields with the copy's, and which of these were changed elsewhere since. The version number tells it of texts, and the value
 * of before of price, address and tags. Without that these do not come back: copies once held all fields, changed or not.
 */
export function restored({ fields: kept, base = {}, versionNumber }: KeptCopy, draft: Draft): Merged {
  const saved = fieldsOf(draft);
  const known = fieldNames.filter((name) => !isOwn(name) || name in base);
  const fields = { ...saved, ...pick(kept, known) };
  const isChangedSince = (name: keyof Fields) =>
    isOwn(name) ? base[name] !== saved[name] : versionNumber !== draft.versionNumber;
  return { fields, disputed: changedNames(fields, saved).filter(isChangedSince) };
}
