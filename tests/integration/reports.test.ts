// What readers report: by whom, how much of it, and what operators make of it.
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { CLIENT_HEADER } from "@/lib/http/node/client-address";
import { newId } from "@/lib/kernel/ids";
import type { ReportJson } from "@/lib/moderation/codecs";
import { forgetReports } from "@/lib/moderation/reports";
import { call, create, creator, expectProblem, type Init, type Person, signedIn } from "./http-harness";

const account = privateKeyToAccount(generatePrivateKey());
vi.stubEnv("OPERATORS", account.address);

const said = { reason: "copyright", text: "Page two is mine.\nAll of it.", contact: "me@example.org" };
let cookie: string;
let ada: Person;
beforeAll(async () => {
  ({ cookie } = await signedIn(account));
  ada = await creator();
});

const findDb = async () => (await import("@/lib/services")).services().db;
const report = (itemId: string, init: Init = {}) =>
  call("POST", "/api/items/{itemId}/reports", { itemId }, { body: said, ...init });
const list = async (query = "") => {
  const answer = await call("GET", "/api/operator/reports", {}, { cookie, query });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { rows: ReportJson[]; next: string | null };
};
const dismiss = (reportId: string, init: Init = { cookie }) =>
  call("POST", "/api/operator/reports/{reportId}/dismiss", { reportId }, { body: { note: "It is a quotation." }, ...init });
const dismissAll = (itemId: string, init: Init = { cookie }) =>
  call("POST", "/api/operator/items/{itemId}/reports/dismiss", { itemId }, { body: { note: "It is a parody." }, ...init });
const ofItem = async (itemId: string, query = "") => (await list(query)).rows.filter(({ item }) => item.id === itemId);

async function published(person = ada): Promise<string> {
  const { id } = await create(person);
  await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: person.cookie, body: {} });
  return id;
}

describe("a report", () => {
  it("is made without signing in, and read by operators only", async () => {
    const itemId = await published();
    expect((await report(itemId)).status).toBe(204);
    const [row] = await ofItem(itemId);
    expect(row).toMatchObject({
      ...said,
      closedAt: null,
      outcome: null,
      openOfItem: 1,
      item: { id: itemId, handle: ada.handle },
    });
    for (const init of [{}, { cookie: ada.cookie }]) {
      await expectProblem(await call("GET", "/api/operator/reports", {}, init), 403, "not_allowed");
      await expectProblem(await dismiss(row?.id ?? "", init), 403, "not_allowed");
    }
  });

  it("is dismissed once, with a note in the log", async () => {
    const itemId = await published();
    await report(itemId);
    const [row] = await ofItem(itemId);
    expect((await dismiss(row?.id ?? "")).status).toBe(204);
    await expectProblem(await dismiss(row?.id ?? ""), 404, "not_found");
    expect(await ofItem(itemId)).toEqual([]);
    expect(await ofItem(itemId, "?state=closed")).toMatchObject([{ id: row?.id, outcome: "dismissed" }]);
    const log = await call("GET", "/api/operator/audit", {}, { cookie, query: `?subject=${itemId}` });
    expect(await log.json()).toMatchObject({ rows: [{ action: "dismiss_report", after: { note: "It is a quotation." } }] });
  });

  it("is closed with all others of its piece once that is hidden", async () => {
    const itemId = await published();
    for (const reason of ["harmful", "other"]) await report(itemId, { body: { reason } });
    expect((await ofItem(itemId)).map(({ openOfItem }) => openOfItem)).toEqual([2, 2]);
    const body = { reason: "harmful", note: "" };
    await call("PUT", "/api/operator/items/{itemId}/hidden", { itemId }, { cookie, body });
    expect((await ofItem(itemId, "?state=closed")).map(({ outcome }) => outcome)).toEqual(["hidden", "hidden"]);
    await expectProblem(await report(itemId), 410, "removed");
  });

  it("is closed when its creator is suspended, and only theirs", async () => {
    const [itemId, other] = [await published(), await published(await creator())];
    for (const id of [itemId, other]) await report(id);
    const db = await findDb();
    const { creatorId } = await db.item.findUniqueOrThrow({ where: { id: other } });
    const suspension = { cookie, body: { reason: "harmful", note: "" } };
    await call("PUT", "/api/operator/creators/{creatorId}/suspension", { creatorId }, suspension);
    expect(await ofItem(other)).toEqual([]);
    expect(await ofItem(other, "?state=closed")).toMatchObject([{ outcome: "hidden" }]);
    expect(await ofItem(itemId)).toHaveLength(1);
  });

  it("is dismissed with all others of its piece at once, by operators only", async () => {
    const [itemId, other] = [await published(), await published()];
    for (const id of [itemId, itemId, itemId, other]) await report(id);
    for (const init of [{}, { cookie: ada.cookie }]) await expectProblem(await dismissAll(itemId, init), 403, "not_allowed");
    expect((await dismissAll(itemId)).status).toBe(204);
    await expectProblem(await dismissAll(itemId), 404, "not_found");
    expect([await ofItem(itemId), await ofItem(other)]).toEqual([[], [expect.objectContaining({ openOfItem: 1 })]]);
    const log = await call("GET", "/api/operator/audit", {}, { cookie, query: `?subject=${itemId}` });
    const after = { outcome: "dismissed", note: "It is a parody.", reports: 3 };
    expect(await log.json()).toMatchObject({ rows: [{ action: "dismiss_reports", after }] });
  });

  it("is of what is public: nothing of a draft, nor whether there is one", async () => {
    const { id: draft } = await create(ada);
    for (const itemId of [draft, newId("item")]) await expectProblem(await report(itemId), 404, "not_found");
  });

  it.each([
    { reason: "dislike" },
    { ...said, text: "x".repeat(1001) },
    { ...said, contact: "x".repeat(201) },
    { ...said, contact: "a\nb" },
    { ...said, text: "\u0000" },
    { ...said, more: 1 },
    {},
  ])("is refused as %.60j", async (body) => {
    await expectProblem(await report(await published(), { body }), 400, "invalid_request");
  });
});

describe("reports are bounded", () => {
  it("by address: five an hour, whatever they are of", async () => {
    const headers = { [CLIENT_HEADER]: "192.0.2.7" };
    const itemIds = await Promise.all(Array.from({ length: 6 }, () => published()));
    const answers: number[] = [];
    for (const itemId of itemIds) answers.push((await report(itemId, { headers })).status);
    expect(answers).toEqual([204, 204, 204, 204, 204, 429]);
  });

  it("by piece: twenty open ones are kept, and nobody is refused for what others reported", async () => {
    const itemId = await published();
    const db = await findDb();
    const statuses: number[] = [];
    for (let count = 0; count < 25; count++) statuses.push((await report(itemId)).status);
    expect(statuses).toEqual(Array(25).fill(204));
    expect(await db.report.count({ where: { itemId } })).toBe(20);
    await dismissAll(itemId);
    expect((await report(itemId)).status).toBe(204);
    expect(await db.report.count({ where: { itemId, closedAt: null } })).toBe(1);
  });

  it("in all: where ten thousand are open, a piece of which none is keeps its first", async () => {
    const db = await findDb();
    const [flooded, quiet] = [await published(), await published()];
    const at = new Date();
    const rows = Array.from({ length: 10_000 }, () => ({ id: newId("rep"), itemId: flooded, createdAt: at }));
    await db.report.createMany({ data: rows.map((row) => ({ ...row, reason: "other", text: "", contact: "" })) });
    for (const itemId of [flooded, quiet, quiet]) expect((await report(itemId)).status).toBe(204);
    expect(await db.report.count({ where: { itemId: flooded } })).toBe(10_000);
    expect(await db.report.count({ where: { itemId: quiet } })).toBe(1);
    await dismissAll(flooded);
    await report(quiet);
    expect(await db.report.count({ where: { itemId: quiet } })).toBe(2);
  });

  it("by time: closed ones go after half a year, open ones after a year", async () => {
    const db = await findDb();
    const itemId = await published();
    await db.report.deleteMany();
    const at = (days: number) => new Date(Date.now() - days * 86_400_000);
    const row = { itemId, reason: "other", text: "", contact: "" };
    const rows = [
      { ...row, id: newId("rep"), createdAt: at(400), closedAt: at(181), outcome: "dismissed" },
      { ...row, id: newId("rep"), createdAt: at(400), closedAt: at(10), outcome: "dismissed" },
      { ...row, id: newId("rep"), createdAt: at(366) },
      { ...row, id: newId("rep"), createdAt: at(300) },
    ];
    await db.report.createMany({ data: rows });
    await forgetReports({ db, clock: { now: () => new Date() } });
    const left = await db.report.findMany({ select: { id: true } });
    expect(left.map(({ id }) => id).sort()).toEqual([rows[1]?.id, rows[3]?.id].sort());
  });

  it("and say no more whose they were once their reader erased the account", async () => {
    const db = await findDb();
    const reader = privateKeyToAccount(generatePrivateKey());
    const { cookie: session } = await signedIn(reader);
    const itemId = await published();
    await report(itemId, { cookie: session });
    const wallet = reader.address.toLowerCase() as `0x${string}`;
    expect(await db.report.count({ where: { itemId, wallet: { not: null } } })).toBe(1);
    expect((await call("DELETE", "/api/account", {}, { cookie: session, body: { wallet } })).status).toBe(204);
    expect(await db.report.findMany({ where: { itemId }, select: { wallet: true, contact: true, text: true } })).toEqual([
      { wallet: null, contact: "", text: said.text },
    ]);
  });
});
