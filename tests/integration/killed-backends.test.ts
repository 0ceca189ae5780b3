// Connections to the database that end in the middle of things: whatever was asked is answered with 503 and when to come back.
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RouteHandler } from "@/lib/http/create-routes";
import { newId } from "@/lib/kernel/ids";
import { call, create, creator, type Person, piece, routes } from "./http-harness";

let ada: Person;
let itemId: string;
let killer: pg.Client;
beforeAll(async () => {
  ada = await creator();
  itemId = (await create(ada)).id;
  await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: ada.cookie, body: {} });
  killer = new pg.Client({ connectionString: process.env.DATABASE_URL });
  killer.on("error", () => {});
  await killer.connect();
});
afterAll(() => killer?.end());

const killAll = async () =>
  (
    await killer.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
  ).rowCount ?? 0;

const BUSY = { status: 503, retryAfter: "2", code: "unavailable" };
const told = async (answer: Response) => ({
  status: answer.status,
  retryAfter: answer.headers.get("retry-after"),
  code: (await answer.json()).code,
});

it("a change whose connection is ended while it waits is answered with 503, and is not half done", async () => {
  const locker = new pg.Client({ connectionString: process.env.DATABASE_URL });
  locker.on("error", () => {});
  await locker.connect();
  await locker.query("BEGIN");
  await locker.query("SELECT FROM item WHERE id = $1 FOR UPDATE", [itemId]);
  const saved = call("PATCH", "/api/items/{itemId}", { itemId }, { cookie: ada.cookie, body: { title: "Changed" } });
  const waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
  await expect.poll(async () => (await killer.query(waiting)).rowCount).toBe(1);
  await killer.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) w`);
  expect(await told(await saved)).toEqual(BUSY);
  await locker.query("ROLLBACK");
  await locker.end();
  const draft = await call("GET", "/api/items/{itemId}/draft", { itemId }, { cookie: ada.cookie });
  expect((await draft.json()).title).toBe(piece.title);
});

/** Every operation that is declared, with what its path needs. */
function operations() {
  const ids: Record<string, string> = { itemId, handle: ada.handle, number: "1", width: "480", sha256: "a".repeat(64) };
  const prefixes: Record<string, Parameters<typeof newId>[0]> = {
    fileId: "file",
    uploadId: "upl",
    purchaseId: "pur",
    discrepancyId: "dis",
    changeId: "pay",
    pictureId: "pic",
    keyId: "key",
    sessionId: "ses",
  };
  const argumentFor = (name: string) => ids[name] ?? (prefixes[name] ? newId(prefixes[name]) : `0x${"1".repeat(40)}`);
  return Object.entries(routes).flatMap(([path, module]) =>
    Object.entries(module)
      .filter(([method, handler]) => (handler as Partial<RouteHandler>).spec && method !== "HEAD")
      .filter(
        ([method, handler]) =>
          (handler as RouteHandler).spec.auth !== "operator" && `${method} ${path}` !== "DELETE /api/account",
      )
      .filter(([method]) => method === "GET" || method === "POST" || method === "PATCH")
      .map(([method]) => {
        const params = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, argumentFor(name)]));
        return { method, path, params };
      }),
  );
}

it("no route answers with an error of ours while connections are ended again and again, and each 503 says when to come back", async () => {
  const told503: [string, string | null][] = [];
  const broken: [string, number][] = [];
  const ask = async ({ method, path, params }: ReturnType<typeof operations>[number]) => {
    const body = method === "GET" ? {} : { body: path === "/api/items" ? piece : {} };
    const answer = await call(method, path, params, { cookie: ada.cookie, ...body });
    await answer.text().catch(() => "");
    if (answer.status === 503) told503.push([path, answer.headers.get("retry-after")]);
    else if (answer.status >= 500) broken.push([path, answer.status]);
  };
  let isDone = false;
  const killing = (async () => {
    let killed = 0;
    while (!isDone) killed += await killAll();
    return killed;
  })();
  for (let round = 0; round < 3; round++) await Promise.allSettled(operations().map(ask));
  isDone = true;
  expect(await killing).toBeGreaterThan(0);
  expect(broken).toEqual([]);
  expect(told503.length).toBeGreaterThan(0);
  expect(told503.filter(([, retryAfter]) => !retryAfter)).toEqual([]);
});
