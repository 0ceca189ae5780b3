// An exclusive lease on an upload, across processes: its row names the holder. It is renewed as bytes arrive, so that a connection on
// which nothing moves writes no row and has lost its lease after ten seconds; bytes that come later take it again if nobody else has. The
// next request (often the same client after a lost connection) asks the holder to stop and waits.
import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../../db/client";
import { elapsedMs } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { endHold, HOLD_SECONDS, keepHold, takeHold, type UploadKey, type UploadRow } from "./upload-queries";

const HOLD_MS = HOLD_SECONDS * 1000;
const RENEW_MS = 4_000;
const RETRY_MS = { first: 100, most: 1_000 };
const PATIENCE_MS = 15_000;

/** Tells a holder in this process at once, by the upload's id. On globalThis: Next loads this module once per bundle. */
const holder = globalThis as { pennypostWantedUploads?: EventEmitter };
holder.pennypostWantedUploads ??= new EventEmitter().setMaxListeners(0);
const wanted = holder.pennypostWantedUploads;

export interface Hold {
  /** The row when the lease was taken; only the holder changes it. */
  upload: UploadRow;
  /** Asked before bytes are written: false once another request may have the lease. Restarts the upload's expiry. */
  mayWrite(): Promise<boolean>;
  /** All bytes are there: the lease is renewed until it is released. */
  keep(): void;
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
  const { uploadId } = key;
  const me = randomUUID();
  const { upload, askedAt } = await waitForHold(db, key, me);
  // By this process's clock, from before the database was asked: it ends here before another process can take the lease.
  let heldUntil = askedAt + HOLD_MS;
  let renewAt = askedAt + RENEW_MS;
  let hasBytes = false;
  wanted.on(uploadId, onWanted);

  async function renew(): Promise<void> {
    const sentAt = elapsedMs();
    renewAt = sentAt + RENEW_MS;
    const isWanted = await keepHold(db, uploadId, me, hasBytes);
    heldUntil = isWanted === undefined ? 0 : sentAt + HOLD_MS;
    if (isWanted !== false) onWanted();
  }

  let timer: NodeJS.Timeout | undefined;
  let released: Promise<void> | undefined;
  return {
    upload,
    async mayWrite() {
      hasBytes = true;
      if (elapsedMs() >= renewAt) await renew().catch(() => undefined);
      return elapsedMs() < heldUntil;
    },
    keep() {
      timer ??= setInterval(() => void renew().catch(() => undefined), RENEW_MS);
    },
    release() {
      clearInterval(timer);
      wanted.off(uploadId, onWanted);
      released ??= endHold(db, uploadId, me, hasBytes);
      return released;
    },
  };
}

async function waitForHold(db: Db, key: UploadKey, me: string): Promise<{ upload: UploadRow; askedAt: number }> {
  const giveUpAt = elapsedMs() + PATIENCE_MS;
  let pauseMs = RETRY_MS.first;
  for (;;) {
    const askedAt = elapsedMs();
    const upload = await takeHold(db, key, me);
    if (upload === undefined) throw noSuchUpload();
    if (upload !== "held") return { upload, askedAt };
    if (elapsedMs() > giveUpAt)
      throw new Refusal("conflict", "Another request still writes to this upload. Try again in a moment.");
    wanted.emit(key.uploadId);
    await sleep(pauseMs);
    pauseMs = Math.min(2 * pauseMs, RETRY_MS.most);
  }
}
