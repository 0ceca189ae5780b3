// What operators hide and suspend, over HTTP: who may, what others are told, and what the log keeps of it.
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { AuditEntry } from "@/lib/audit/codecs";
import { call, create, creator, expectProblem, type Init, type Person, signedIn } from "./http-harness";

const TOKEN = "an operator's token of the tests";
const account = privateKeyToAccount(generatePrivateKey());
const wallet = account.address.toLowerCase();
vi.stubEnv("OPERATOR_TOKEN", TOKEN);
vi.stubEnv("OPERATORS", `${privateKeyToAccount(generatePrivateKey()).address}, ${account.address}`);

const asToken = { headers: { Authorization: `Bearer ${TOKEN}` } };
const why = { reason: "copyright", note: "Its text is somebody else's." };
let cookie: string;
let ada: Person;
beforeAll(async () => {
  ({ cookie } = await signedIn(account));
  ada = await creator();
});

const findServices = async () => (await import("@/lib/services")).services();
const hidden = (method: string, itemId: string, init: Init = { cookie }) =>
  call(method, "/api/operator/items/{itemId}/hidden", { itemId }, method === "PUT" ? { body: why, ...init } : init);
const suspension = (method: string, creatorId: string, init: Init = { cookie }) =>
  call(method, "/api/operator/creators/{creatorId}/suspension", { creatorId }, method === "PUT" ? { body: why, ...init } : init);
const publish = ({ cookie }: Person, itemId: string) =>
  call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie, body: {} });
const get = (itemId: string) => call("GET", "/api/items/{itemId}", { itemId });
const draftOf = async ({ cookie }: Person, itemId: string) =>
  (await call("GET", "/api/items/{itemId}/draft", { itemId }, { cookie })).json();
const market = async () => {
  const { rows } = (await (await call("GET", "/api/items")).json()) as { rows: { id: string }[] };
  return rows.map(({ id }) => id);
};
const audit = async (subject: string) => {
  const answer = await call("GET", "/api/operator/audit", {}, { cookie, query: `?subject=${subject}` });
  return ((await answer.json()) as { rows: AuditEntry[] }).rows;
};

async function published(person = ada): Promise<string> {
  const { id } = await create(person);
  expect((await publish(person, id)).status).toBe(200);
  return id;
}
async function creatorIdOf({ handle }: Person): Promise<string> {
  return (await (await findServices()).db.creator.findUniqueOrThrow({ where: { handle } })).id;
}

describe("an operator", () => {
  it("is who holds the token or signed in with a wallet of the list, and nobody else", async () => {
    const itemId = await published();
    const key = await call("POST", "/api/keys", {}, { cookie, body: { name: "A key", scopes: ["items", "export"], days: 1 } });
    const { token } = (await key.json()) as { token: string };
    const others: Init[] = [{}, { cookie: ada.cookie }, { headers: { Authorization: `Bearer ${token}` } }];
    // A key of the operator's wallet is no operator, whatever session comes with it.
    others.push({ cookie, headers: { Authorization: `Bearer ${token}` } });
    for (const other of others) {
      await expectProblem(await hidden("PUT", itemId, other), 403, "not_allowed");
      await expectProblem(await call("GET", "/api/operator/audit", {}, other), 403, "not_allowed");
    }
    expect((await get(itemId)).status).toBe(200);
    expect((await hidden("PUT", itemId, asToken)).status).toBe(204);
    expect((await hidden("DELETE", itemId)).status).toBe(204);
    expect((await audit(itemId)).map((entry) => entry.wallet)).toEqual([wallet, null]);
  });

  it("no longer is one at the next request after the list has changed", async () => {
    const { env } = await findServices();
    const list = env.OPERATORS;
    env.OPERATORS = [];
    await expectProblem(await call("GET", "/api/operator/audit", {}, { cookie }), 403, "not_allowed");
    env.OPERATORS = list;
    expect((await call("GET", "/api/operator/audit", {}, { cookie })).status).toBe(200);
  });
});

describe("a hidden piece", () => {
  it("is gone for the public with the reason, stays its creator's to edit and not to publish, and is restored to what it was", async () => {
    const itemId = await published();
    expect(await market()).toContain(itemId);
    await call("POST", "/api/items/{itemId}/unlist", { itemId }, { cookie: ada.cookie });
    expect((await hidden("PUT", itemId)).status).toBe(204);

    for (const path of ["/api/items/{itemId}", "/api/items/{itemId}/content", "/api/items/{itemId}/social-picture"]) {
      const answer = await call("GET", path, { itemId });
      expect([path, answer.status]).toEqual([path, 410]);
      const { detail } = (await answer.json()) as { detail: string };
      expect(detail).toContain("The operator of this site took");
      expect(detail).toContain(why.note);
    }
    expect(await draftOf(ada, itemId)).toMatchObject({
      status: "hidden",
      hidden: why,
      content: expect.stringContaining("CANARY"),
    });
    const save = { cookie: ada.cookie, body: { title: "Another title" } };
    expect((await call("PATCH", "/api/items/{itemId}", { itemId }, save)).status).toBe(200);
    for (const verb of ["list", "unlist"])
      await expectProblem(await call("POST", `/api/items/{itemId}/${verb}`, { itemId }, { cookie: ada.cookie }), 403, "hidden");
    await expectProblem(await publish(ada, itemId), 403, "hidden");

    expect((await hidden("DELETE", itemId)).status).toBe(204);
    expect(await (await get(itemId)).json()).toMatchObject({ status: "unlisted" });
    await expectProblem(await hidden("DELETE", itemId), 409, "conflict");
  });

  it("may be hidden for another reason, and keeps what it was before the first", async () => {
    const itemId = await published();
    await hidden("PUT", itemId);
    await hidden("PUT", itemId, { cookie, body: { reason: "privacy" } });
    expect(await draftOf(ada, itemId)).toMatchObject({ hidden: { reason: "privacy", note: "" } });
    await hidden("DELETE", itemId);
    expect(await market()).toContain(itemId);
    const [restored, again, first] = await audit(itemId);
    expect(first).toMatchObject({ action: "hide_item", before: { status: "listed", hidden: null }, after: { hidden: why } });
    expect(again).toMatchObject({ before: { status: "hidden", hidden: why }, after: { hidden: { reason: "privacy" } } });
    expect(restored).toMatchObject({ action: "restore_item", after: { status: "listed", hidden: null } });
  });

  it("is one that was public: a draft is not hidden, nor what was taken down, and nothing is logged of it", async () => {
    const { id: draft } = await create(ada);
    await expectProblem(await hidden("PUT", draft), 409, "conflict");
    const removed = await published();
    await call("DELETE", "/api/items/{itemId}", { itemId: removed }, { cookie: ada.cookie });
    await expectProblem(await hidden("PUT", removed), 409, "conflict");
    await expectProblem(await hidden("PUT", `item_${"0".repeat(26)}`), 404, "not_found");
    expect([...(await audit(draft)), ...(await audit(removed))]).toEqual([]);
    await expectProblem(await hidden("PUT", draft, { cookie, body: { reason: "dislike" } }), 400, "invalid_request");
    await expectProblem(await hidden("PUT", draft, { cookie, body: { ...why, note: "x".repeat(501) } }), 400, "invalid_request");
  });

  it("that its creator takes down stays taken down", async () => {
    const itemId = await published();
    await hidden("PUT", itemId);
    expect((await call("DELETE", "/api/items/{itemId}", { itemId }, { cookie: ada.cookie })).status).toBe(204);
    await expectProblem(await hidden("DELETE", itemId), 409, "conflict");
    expect((await get(itemId)).status).toBe(410);
  });
});

describe("the paid address of a piece", () => {
  it("sells what is listed or unlisted and nothing else, whatever became of it", async () => {
    const itemId = await published();
    const { db } = await findServices();
    const get = () => call("GET", "/api/items/{itemId}/content", { itemId });
    const toStatus = (status: "draft" | "unlisted") => db.item.update({ where: { id: itemId }, data: { status } });
    await toStatus("draft");
    await expectProblem(await get(), 404, "not_found");
    await toStatus("unlisted");
    expect((await get()).status).toBe(402);
  });
});

describe("a suspended creator", () => {
  it("shows, publishes and schedules nothing, reads and exports everything, and is reinstated with what was hidden then", async () => {
    const bea = await creator();
    const [shown, alone, scheduled] = [await published(bea), await published(bea), (await create(bea)).id];
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const plan = () => call("PUT", "/api/items/{itemId}/schedule", { itemId: scheduled }, { cookie: bea.cookie, body: { at } });
    expect((await plan()).status).toBe(200);
    await hidden("PUT", alone, { cookie, body: { reason: "harmful", note: "" } });
    const creatorId = await creatorIdOf(bea);
    expect((await suspension("PUT", creatorId)).status).toBe(204);

    const shop = await call("GET", "/api/creators/{handle}", { handle: bea.handle });
    expect([shop.status, ((await shop.json()) as { detail: string }).detail]).toEqual([410, expect.stringContaining(why.note)]);
    expect((await get(shown)).status).toBe(410);
    expect(await market()).not.toContain(shown);
    const { id: fresh } = await create(bea);
    for (const refused of [await publish(bea, fresh), await publish(bea, shown), await plan()])
      await expectProblem(refused, 403, "suspended");
    expect(await draftOf(bea, scheduled)).toMatchObject({ status: "draft", scheduledFor: null });
    expect((await call("GET", "/api/export", {}, { cookie: bea.cookie })).status).toBe(200);
    await expectProblem(await hidden("DELETE", shown), 409, "conflict");

    expect((await suspension("DELETE", creatorId)).status).toBe(204);
    expect((await get(shown)).status).toBe(200);
    // What was hidden by itself stays hidden.
    expect((await get(alone)).status).toBe(410);
    expect((await publish(bea, fresh)).status).toBe(200);
    await expectProblem(await suspension("DELETE", creatorId), 409, "conflict");
    const firstUnscheduled = [{ id: scheduled, scheduledFor: expect.stringContaining(at.slice(0, 19)) }];
    expect((await audit(creatorId)).map(({ action, after }) => [action, after])).toEqual([
      ["reinstate_creator", { suspension: null, items: 1 }],
      ["suspend_creator", { suspension: why, items: 1, unscheduled: 1, firstUnscheduled, reports: 0 }],
    ]);
  });

  it("is not renamed, for the public is told of them by name; the rest of the profile is theirs to change", async () => {
    const cy = await creator();
    const { db } = await findServices();
    const { id: creatorId, handle, displayName } = await db.creator.findUniqueOrThrow({ where: { handle: cy.handle } });
    const save = (body: object) =>
      call("PUT", "/api/creators/me", {}, { cookie: cy.cookie, body: { handle, displayName, ...body } });
    await suspension("PUT", creatorId);
    for (const body of [{ handle: `${handle}-2` }, { displayName: "The operator is a fool" }])
      await expectProblem(await save(body), 403, "suspended");
    expect((await save({ bio: "Back soon." })).status).toBe(200);
    await suspension("DELETE", creatorId);
    expect((await save({ displayName: "Cy again" })).status).toBe(200);
  });

  it("and what is published at the same moment: it ends hidden, whichever comes first", async () => {
    const bo = await creator();
    const creatorId = await creatorIdOf(bo);
    const drafts = await Promise.all(Array.from({ length: 6 }, async () => (await create(bo)).id));
    await Promise.all([...drafts.map((id) => publish(bo, id)), suspension("PUT", creatorId)]);
    const { db } = await findServices();
    expect(await db.item.count({ where: { creatorId, status: { in: ["listed", "unlisted", "scheduled"] } } })).toBe(0);
  });
});
