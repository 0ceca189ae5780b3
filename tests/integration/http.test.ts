import { describe, expect, it } from "vitest";
import { sessionViewCodec } from "@/lib/auth/codecs";
import { fileCodec } from "@/lib/catalog/codecs";
import { creatorCodec } from "@/lib/catalog/creators/codecs";
import { itemDetailCodec, itemDraftCodec, itemSummaryCodec, savedItemCodec } from "@/lib/catalog/items/codecs";
import { earningsCodec, saleCodec } from "@/lib/earnings/codecs";
import { pageCodec } from "@/lib/kernel/codecs";
import { call, create, creator, expectProblem, expectWire, piece, signedIn } from "./http-harness";

describe("a creator, over HTTP", () => {
  it("signs in, takes a handle, writes, publishes, is found, takes it down", async () => {
    const { cookie, response } = await signedIn();
    expect(response.headers.get("set-cookie")).toMatch(/^pennypost=[\w-]{43}; Path=\/; Expires=.+ GMT; HttpOnly; SameSite=Lax$/);
    expect((await expectWire(response, sessionViewCodec)).creator).toBeNull();
    await expectProblem(await call("GET", "/api/creators/me", {}, { cookie }), 404, "not_found");
    await expectProblem(await call("POST", "/api/items", {}, { cookie, body: piece }), 403, "not_allowed");
    await expectWire(
      await call(
        "PUT",
        "/api/creators/me",
        {},
        { cookie, body: { handle: "ada-lee", displayName: "Ada Lee", bio: "Hi.\nThere." } },
      ),
      creatorCodec,
    );

    const person = { cookie, handle: "ada-lee" };
    const { id: itemId } = await create(person);
    await expectProblem(await call("GET", "/api/items/{itemId}", { itemId }), 404, "not_found");
    const saving = await call("PATCH", "/api/items/{itemId}", { itemId }, { cookie, body: { price: "0.3", tags: ["Sea"] } });
    expect(await saving.clone().text()).not.toContain("CANARY");
    await expectWire(saving, savedItemCodec);
    await expectWire(await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie, body: {} }), itemDraftCodec);

    const item = await expectWire(await call("GET", "/api/items/{itemId}", { itemId }), itemDetailCodec);
    expect(item).toMatchObject({ slug: "on-pennies", amount: "300000", tags: ["sea"], headings: ["Paid"], status: "listed" });
    const market = await expectWire(
      await call("GET", "/api/items", {}, { query: "?creator=ada-lee&search=pennies" }),
      pageCodec(itemSummaryCodec),
    );
    expect(market.rows.map((row) => row.id)).toEqual([itemId]);
    expect(JSON.stringify([item, market])).not.toContain("CANARY");
    await expectWire(await call("GET", "/api/creators/{handle}", { handle: "ada-lee" }), creatorCodec);

    await expectWire(await call("POST", "/api/items/{itemId}/unlist", { itemId }, { cookie }), itemDraftCodec);
    expect((await call("DELETE", "/api/items/{itemId}", { itemId }, { cookie })).status).toBe(204);
    await expectProblem(await call("GET", "/api/items/{itemId}", { itemId }), 410, "removed");
  });

  it("uploads a file as it is and takes it out again", async () => {
    const person = await creator();
    const { cookie } = person;
    const { id: itemId } = await create(person, { kind: "file", title: "Plates", price: "1" });
    const uploaded = await call(
      "POST",
      "/api/items/{itemId}/files",
      { itemId },
      { cookie, raw: "a,b\n", query: "?name=gr%C3%B6%C3%9Fe.csv" },
    );
    const file = await expectWire(uploaded, fileCodec, 201);
    expect(file).toMatchObject({ name: "größe.csv", mediaType: "text/csv", bytes: "4" });
    const params = { itemId, fileId: file.id };
    expect((await call("DELETE", "/api/items/{itemId}/files/{fileId}", params, { cookie })).status).toBe(204);
    await expectProblem(await call("DELETE", "/api/items/{itemId}/files/{fileId}", params, { cookie }), 404, "not_found");
  });

  it("sees earnings, also before the first sale", async () => {
    const { cookie } = await creator();
    await expectWire(await call("GET", "/api/earnings", {}, { cookie }), earningsCodec);
    await expectWire(await call("GET", "/api/earnings/sales", {}, { cookie }), pageCodec(saleCodec));
    const csv = await call("GET", "/api/earnings/sales.csv", {}, { cookie });
    expect(csv.headers.get("content-type")).toMatch(/^text\/csv/);
    // As text() gives it, which drops the mark that Excel needs.
    expect([...new Uint8Array(await csv.clone().arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(await csv.text()).toBe("settled_at,item,title,amount_usdc,payer,payer_kind,transaction,receipt\r\n");
  });

  it("signs out, and the cookie opens nothing any more", async () => {
    const { cookie } = await creator();
    const response = await call("DELETE", "/api/session", {}, { cookie });
    expect(response.headers.get("set-cookie")).toMatch(/^pennypost=; Path=\/; Expires=Thu, 01 Jan 1970/);
    await expectProblem(await call("GET", "/api/earnings", {}, { cookie }), 401, "not_signed_in");
    expect(await expectWire(await call("GET", "/api/session", {}, { cookie }), sessionViewCodec)).toEqual({
      wallet: null,
      creator: null,
    });
  });
});
