// Room for texts, with a bound that a test can reach: what would fill the database is refused, and nothing of it is kept.
import { randomBytes } from "node:crypto";
import { expect, it, vi } from "vitest";
import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import { call, create, creator, expectProblem, expectWire, piece } from "./http-harness";

vi.mock("@/lib/catalog/limits", async (original) => ({ ...(await original<object>()), textBytesMax: 150_000 }));

it("is the creator's for all items together; what is there stays, and others write on", async () => {
  const [full, other] = await Promise.all([creator(), creator()]);
  const content = randomBytes(60_000).toString("hex");
  const first = await create(full, { ...piece, content });
  const second = await create(full, { ...piece, content });
  const save = (itemId: string) =>
    call("PATCH", "/api/items/{itemId}", { itemId }, { cookie: full.cookie, body: { content: "Another text." } });
  await expectProblem(await save(first.id), 413, "quota_exceeded");
  await expectProblem(await call("POST", "/api/items", {}, { cookie: full.cookie, body: piece }), 413, "quota_exceeded");
  const draft = await call("GET", "/api/items/{itemId}/draft", { itemId: second.id }, { cookie: full.cookie });
  expect((await expectWire(draft, itemDraftCodec)).content).toBe(content);
  await create(other, { ...piece, content });
});
