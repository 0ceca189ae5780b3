// An exclusive lease on an upload, across processes: its row names the holder, renewed every few seconds. The next request (often the
// same client after a lost connection) asks the holder to stop and waits; the lease of a dead process expires.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../../db/client";
import { Refusal } from "../../kernel/errors";
import { endHold, HOLD_SECONDS, keepHold, takeHold, type UploadKey, type UploadRow } from "./upload-queries";

const RENEW_MS = 1_000;
const RETRY_MS = 100;
const PATIENCE_MS = 15_000;

export interface Hold {
  /** The row when the lease was taken; only the holder changes it. */
  upload: UploadRow;
  /** Set by the holder after writing bytes: restarts the upload's expiry. */
  hasBytes: boolean;
  /** By this process's clock, with a margin: false before another process can take the lease. */
  isHeld(): boolean;
  /** Idempotent. */
  release(): Promise<void>;
}

export const noSuchUpload = () =>
  new Refusal(
    "not_found",
    "There is no such upload of yours. It was finished, cancelled or left alone for too long; start it anew.",
  );

/**
 * Refuses with `conflict` if the holder does not stop, and with `not_found` for a missing upload or another wallet's. `onWanted` is
 * called when another request waits.
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
    const upload = await takeHold(db, key, holder);
    if (upload === undefined) throw noSuchUpload();
    if (upload !== "held") return { upload, askedAt };
    if (Date.now() > giveUpAt)
      throw new Refusal("conflict", "Another request still writes to this upload. Try again in a moment.");
    await sleep(RETRY_MS);
  }
}
