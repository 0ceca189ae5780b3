// One request at a time writes to an upload, over all processes: its row says who, for ten seconds at a time. Who comes next (the same
// person after a lost connection) asks the one before to stop, and waits; a dead process's hold ends by itself.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../../db/client";
import { type Address, lower } from "../../kernel/address";
import { Refusal } from "../../kernel/errors";
import { endHold, HOLD_SECONDS, keepHold, takeHold, type UploadKey, type UploadRow } from "./upload-queries";

const RENEW_MS = 1_000;
const RETRY_MS = 100;
const PATIENCE_MS = 15_000;

export interface Hold {
  /** As it was when the hold was taken; nobody else changes it while it is held. */
  upload: UploadRow;
  /** Set by who wrote bytes: the time that the upload is kept begins anew. */
  hasBytes: boolean;
  /** By this process's clock and on the safe side: false before anybody else can have it. */
  isHeld(): boolean;
  /** Safe to repeat. */
  release(): Promise<void>;
}

export const noSuchUpload = () =>
  new Refusal(
    "not_found",
    "There is no such upload of yours. It was finished, cancelled or left alone for too long; start it anew.",
  );

/**
 * Refuses with `conflict` when the one before does not stop, and with `not_found` what is another's or not there. `onWanted` is called
 * when somebody waits.
 */
export async function holdUpload({ db }: { db: Db }, key: UploadKey, onWanted: () => void = () => {}): Promise<Hold> {
  const holder = randomUUID();
  const { upload, askedAt } = await waitForHold(db, key, holder);
  const { uploadId } = key;
  let heldUntil = askedAt + HOLD_SECONDS * 1000;
  const renew = async () => {
    const sentAt = Date.now();
    const isWanted = await keepHold(db, uploadId, holder);
    heldUntil = isWanted === undefined ? 0 : sentAt + HOLD_SECONDS * 1000;
    if (isWanted !== false) onWanted();
  };
  const timer = setInterval(() => void renew().catch(() => undefined), RENEW_MS);
  let released: Promise<void> | undefined;
  const hold: Hold = {
    upload,
    hasBytes: false,
    isHeld: () => Date.now() < heldUntil,
    release() {
      clearInterval(timer);
      released ??= endHold(db, uploadId, holder, hold.hasBytes);
      return released;
    },
  };
  return hold;
}

async function waitForHold(db: Db, key: UploadKey, holder: string): Promise<{ upload: UploadRow; askedAt: number }> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const askedAt = Date.now();
    const upload = await takeHold(db, { ...key, wallet: lower(key.wallet) as Address }, holder);
    if (upload === undefined) throw noSuchUpload();
    if (upload !== "held") return { upload, askedAt };
    if (Date.now() > giveUpAt)
      throw new Refusal("conflict", "Another request still writes to this upload. Try again in a moment.");
    await sleep(RETRY_MS);
  }
}
