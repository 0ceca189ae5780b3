// One request at a time writes to an upload, over all processes: its row says who, for ten seconds at a time. Who comes next (the same
// person after a lost connection) asks the one before to stop, and waits; a dead process's hold ends by itself.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../../db/client";
import { Refusal } from "../../kernel/errors";
import { endHold, HOLD_SECONDS, keepHold, takeHold } from "./upload-queries";

const RENEW_MS = 1_000;
const RETRY_MS = 100;
const PATIENCE_MS = 15_000;

export interface Hold {
  /** By this process's clock and on the safe side: false before anybody else can have it. */
  isHeld(): boolean;
  release(): Promise<void>;
}

export const noSuchUpload = () =>
  new Refusal(
    "not_found",
    "There is no such upload of yours. It was finished, cancelled or left alone for too long; start it anew.",
  );

/** Refuses with `conflict` when the one before does not stop, and with `not_found`. `onWanted` is called when somebody waits. */
export async function holdUpload({ db }: { db: Db }, uploadId: string, onWanted: () => void = () => {}): Promise<Hold> {
  const holder = randomUUID();
  let askedAt = Date.now();
  for (const giveUpAt = askedAt + PATIENCE_MS; ; askedAt = Date.now()) {
    const taken = await takeHold(db, uploadId, holder);
    if (taken === undefined) throw noSuchUpload();
    if (taken) break;
    if (Date.now() > giveUpAt)
      throw new Refusal("conflict", "Another request still writes to this upload. Try again in a moment.");
    await sleep(RETRY_MS);
  }
  let heldUntil = askedAt + HOLD_SECONDS * 1000;
  const renew = async () => {
    const sentAt = Date.now();
    const isWanted = await keepHold(db, uploadId, holder);
    heldUntil = isWanted === undefined ? 0 : sentAt + HOLD_SECONDS * 1000;
    if (isWanted !== false) onWanted();
  };
  const timer = setInterval(() => void renew().catch(() => undefined), RENEW_MS);
  return {
    isHeld: () => Date.now() < heldUntil,
    async release() {
      clearInterval(timer);
      await endHold(db, uploadId, holder);
    },
  };
}
