// What the database tells of itself (LISTEN): one connection apart from the pool, opened again whenever it breaks. A notice comes
// once what it tells of is committed, in the order of the commits, to every process that listens.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Db, queryPool } from "./client";

const AGAIN_MS = 1_000;
const BEAT_MS = 500;
const PATIENCE_MS = 2_000;

export interface Ear {
  onNotice(payload: string): void;
  /** Notices may have been missed. */
  onDeaf(): void;
  /** Why, once until it hears again. */
  onTrouble(error: unknown): void;
}

export interface Notices {
  /** Listens until `stop`, through broken connections. */
  start(ear: Ear): void;
  stop(): Promise<void>;
  /** Whether the connection answered a moment ago, so that every notice up to then is here. */
  isHearing(): boolean;
  /** Resolves once every notice of what was committed before this call is here; at once where nobody listens. */
  catchUp(): Promise<void>;
}

export function createNotices(db: Db, channel: string): Notices {
  const stopped = new AbortController();
  let client: pg.Client | undefined;
  let heardAt = Number.NEGATIVE_INFINITY;
  let isTold = false;
  let running = Promise.resolve();

  /** A notice of what was committed is sent before the commit is answered: what is asked here afterwards is answered after it. */
  async function beat(asked: pg.Client): Promise<void> {
    const at = performance.now();
    await asked.query("SELECT 1");
    if (client === asked) heardAt = at;
  }

  /** A pooler in between may take LISTEN and pass nothing on: one notice has to come all the way from another connection. */
  async function proveHearing(listening: pg.Client): Promise<void> {
    const word = randomUUID();
    const heard = new Promise<void>((resolve) => {
      listening.on("notification", (notice) => notice.channel === word && resolve());
    });
    const late = sleep(PATIENCE_MS, undefined, { ref: false, signal: stopped.signal }).then(() => {
      throw new Error("the database's notices do not come through");
    });
    await listening.query(`LISTEN ${pg.escapeIdentifier(word)}`);
    await queryPool(db, "SELECT pg_notify($1, '')", [word]);
    await Promise.race([heard, late]);
    await listening.query(`UNLISTEN ${pg.escapeIdentifier(word)}`);
  }

  async function listen(ear: Ear): Promise<void> {
    const { connectionString } = db.pool.options;
    const opened = new pg.Client({ connectionString, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS });
    // A broken connection shows at the next beat.
    opened.on("error", () => {});
    opened.on("end", () => client === opened && fallDeaf(ear));
    opened.on("notification", (notice) => notice.channel === channel && ear.onNotice(notice.payload ?? ""));
    try {
      await opened.connect();
      await opened.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      await proveHearing(opened);
      client = opened;
      isTold = false;
      for (;;) {
        await beat(opened);
        await sleep(BEAT_MS, undefined, { ref: false, signal: stopped.signal });
      }
    } finally {
      fallDeaf(ear);
      await opened.end().catch(() => {});
    }
  }

  function fallDeaf(ear: Ear): void {
    client = undefined;
    heardAt = Number.NEGATIVE_INFINITY;
    ear.onDeaf();
  }

  async function keepListening(ear: Ear): Promise<void> {
    while (!stopped.signal.aborted) {
      await listen(ear).catch((error: unknown) => {
        if (!isTold && !stopped.signal.aborted) ear.onTrouble(error);
        isTold = true;
      });
      await sleep(AGAIN_MS, undefined, { ref: false, signal: stopped.signal }).catch(() => {});
    }
  }

  return {
    start(ear) {
      running = keepListening(ear);
    },
    stop() {
      stopped.abort();
      return running;
    },
    isHearing: () => performance.now() - heardAt < PATIENCE_MS,
    async catchUp() {
      if (client) await beat(client).catch(() => {});
    },
  };
}
