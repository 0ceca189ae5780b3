// Makes the previews that are due, one file at a time, of each creator in turn. If the process dies, its file is taken again a little
// later; a file whose maker fails again and again stays without a preview, and so does one that used up its time twice.
import type { Db } from "../db/client";
import type { Clock } from "../kernel/clock";
import type { ContentStore } from "../storage/content-store";
import { MakerEnded, makePreview } from "./make";
import { finishJob, postponeJob } from "./outcome-queries";
import { plan } from "./plan";
import { type Job, takeJob } from "./preview-queries";
import type { Made } from "./types";

/** Longer than a maker may take (see make.ts), so that a file is not taken while it is being processed. */
const LEASE_MS = 60_000;
const ATTEMPTS_MAX = 5;
/** Each takes all of a maker's time; the second is for a machine that was busy at the first. */
const TIMEOUTS_MAX = 2;
/** Multiplied by four with each attempt, so that an outage of the store ends before a file is given up. */
const RETRY_MS = 20_000;

export interface PreviewDeps {
  db: Db;
  clock: Clock;
  store: Pick<ContentStore, "open">;
  /** Replaced in tests. */
  make?: typeof makePreview;
}

const nothing = (reason: Made["reason"]): Made => ({ facts: {}, parts: [], ...(reason ? { reason } : {}) });

async function makeFor({ store, make = makePreview }: PreviewDeps, { mediaType, bytes, storageKey }: Job): Promise<Made> {
  const planned = plan(mediaType, bytes);
  if ("reason" in planned) return nothing(planned.reason);
  return make({ maker: planned.maker, bytes: Number(bytes), open: (range) => store.open(storageKey, range) });
}

const stateOf = ({ parts, reason }: Made) => {
  if (parts.length > 0) return "made" as const;
  return reason === "unreadable" || reason === "gave_up" ? ("failed" as const) : ("none" as const);
};

async function processJob(deps: PreviewDeps, job: Job): Promise<void> {
  const { db, clock } = deps;
  try {
    // An earlier attempt ended without recording its result, so the process died while it worked on this file.
    const made = job.attempts > ATTEMPTS_MAX ? nothing("gave_up") : await makeFor(deps, job);
    await finishJob(db, job, stateOf(made), made);
  } catch (error) {
    const attemptsMax = error instanceof MakerEnded && error.isTimeout ? TIMEOUTS_MAX : ATTEMPTS_MAX;
    if (error instanceof MakerEnded && job.attempts >= attemptsMax) {
      await finishJob(db, job, "failed", nothing("gave_up"));
      return;
    }
    await postponeJob(db, job, new Date(clock.now().getTime() + RETRY_MS * 4 ** (job.attempts - 1)));
    if (!(error instanceof MakerEnded)) throw error;
  }
}

/** A file of a creator who is not in `served`; where none of another waits, everybody's turn begins anew. */
async function takeNext({ db, clock }: PreviewDeps, served: Set<string>): Promise<Job | undefined> {
  const now = clock.now();
  const take = () => takeJob(db, now, new Date(now.getTime() + LEASE_MS), [...served]);
  const job = await take();
  if (job || served.size === 0) return job;
  served.clear();
  return take();
}

/** Returns the number of files processed. Throws errors of the database or the store; finished files stay finished. */
export async function makeDuePreviews(deps: PreviewDeps): Promise<number> {
  // Creators who had their turn since the last one who waits had it: a thousand files of one hold up a file of another by one.
  const served = new Set<string>();
  for (let taken = 0; ; taken++) {
    const job = await takeNext(deps, served);
    if (!job) return taken;
    served.add(job.creatorId);
    await processJob(deps, job);
  }
}
