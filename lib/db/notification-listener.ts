// PostgreSQL notifications (LISTEN) on a connection of their own, which is reopened whenever it breaks. PostgreSQL delivers a
// notification when its transaction commits, in commit order, to every listening process.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Db, queryPool } from "./client";

const RECONNECT_MS = 1_000;
const HEARTBEAT_MS = 500;
const TIMEOUT_MS = 2_000;

export interface NotificationHandlers {
  onNotification(payload: string): void;
  /** The connection is closed: notifications may be missed until it is open again. */
  onDisconnect(): void;
  /** Called once for each outage, with its cause. */
  onError(error: unknown): void;
}

export interface NotificationListener {
  /** Listens until `stop`, reconnecting as needed. */
  start(handlers: NotificationHandlers): void;
  stop(): Promise<void>;
  /** Whether the connection answered within the last two seconds; every notification before that answer has been handled. */
  isLive(): boolean;
  /** Resolves when notifications of everything committed before this call have been handled; at once when not connected. */
  catchUp(): Promise<void>;
}

export function createNotificationListener(db: Db, channel: string): NotificationListener {
  const stopped = new AbortController();
  let client: pg.Client | undefined;
  let answeredAt = Number.NEGATIVE_INFINITY;
  let isErrorReported = false;
  let running = Promise.resolve();

  /** PostgreSQL sends pending notifications before it answers a query, so an answer proves that all earlier ones have arrived. */
  async function heartbeat(connection: pg.Client): Promise<void> {
    const at = performance.now();
    await connection.query("SELECT 1");
    if (client === connection) answeredAt = at;
  }

  /** A connection pooler may accept LISTEN and deliver nothing, so one notification is sent from another connection and awaited. */
  async function checkDelivery(connection: pg.Client): Promise<void> {
    const testChannel = randomUUID();
    const received = new Promise<void>((resolve) => {
      connection.on("notification", (notification) => notification.channel === testChannel && resolve());
    });
    const timeout = sleep(TIMEOUT_MS, undefined, { ref: false, signal: stopped.signal }).then(() => {
      throw new Error("the database's notifications are not delivered");
    });
    await connection.query(`LISTEN ${pg.escapeIdentifier(testChannel)}`);
    await queryPool(db, "SELECT pg_notify($1, '')", [testChannel]);
    await Promise.race([received, timeout]);
    await connection.query(`UNLISTEN ${pg.escapeIdentifier(testChannel)}`);
  }

  async function listen(handlers: NotificationHandlers): Promise<void> {
    const connection = new pg.Client({
      connectionString: db.directUrl,
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
    });
    // An error closes the connection, and the next heartbeat fails.
    connection.on("error", () => {});
    connection.on("end", () => client === connection && disconnect(handlers));
    connection.on(
      "notification",
      (notification) => notification.channel === channel && handlers.onNotification(notification.payload ?? ""),
    );
    try {
      await connection.connect();
      await connection.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      await checkDelivery(connection);
      client = connection;
      isErrorReported = false;
      for (;;) {
        await heartbeat(connection);
        await sleep(HEARTBEAT_MS, undefined, { ref: false, signal: stopped.signal });
      }
    } finally {
      disconnect(handlers);
      await connection.end().catch(() => {});
    }
  }

  function disconnect(handlers: NotificationHandlers): void {
    client = undefined;
    answeredAt = Number.NEGATIVE_INFINITY;
    handlers.onDisconnect();
  }

  async function keepListening(handlers: NotificationHandlers): Promise<void> {
    while (!stopped.signal.aborted) {
      await listen(handlers).catch((error: unknown) => {
        if (!isErrorReported && !stopped.signal.aborted) handlers.onError(error);
        isErrorReported = true;
      });
      await sleep(RECONNECT_MS, undefined, { ref: false, signal: stopped.signal }).catch(() => {});
    }
  }

  return {
    start(handlers) {
      running = keepListening(handlers);
    },
    stop() {
      stopped.abort();
      return running;
    },
    isLive: () => performance.now() - answeredAt < TIMEOUT_MS,
    async catchUp() {
      if (client) await heartbeat(client).catch(() => {});
    },
  };
}
