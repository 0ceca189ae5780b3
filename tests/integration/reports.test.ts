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
const ofItem = async (itemId: string, query = "") => (await list(query)).rows.filter(({ item }) => item.id === itemId);

async function published(): Promise<string> {
  const { id } = await create(ada);
  await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: ada.cookie, body: {} });
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
    const itemIds = await Promise.all(Array.from({ length: 6 }, published));
    const answers: number[] = [];
    for (const itemId of itemIds) answers.push((await report(itemId, { headers })).status);
    expect(answers).toEqual([204, 204, 204, 204, 204, 429]);
  });

  it("by piece: twenty a day, from wherever they come", async () => {
    const itemId = await published();
    const statuses = await Promise.all(Array.from({ length: 25 }, async () => (await report(itemId)).status));
    expect(statuses.filter((status) => status === 204)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
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
