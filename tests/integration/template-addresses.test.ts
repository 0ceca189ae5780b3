// The description writes paid URLs with places to fill; asked as they stand, they answer for a piece that is for sale.
import { expect, it } from "vitest";
import { call, create, creator } from "./http-harness";
import { box, draftOf, send, started } from "./tus";

const templates = [
  ["/api/items/{itemId}/content", { itemId: "{itemId}" }],
  ["/api/items/{itemId}/content", { itemId: "%7BitemId%7D" }],
  ["/api/creators/{handle}/items/{slug}/content", { handle: "{handle}", slug: "{slug}" }],
  ["/api/items/{itemId}/files/{fileId}", { itemId: "{itemId}", fileId: "{fileId}" }],
  ["/api/items/{itemId}/files.zip", { itemId: "{itemId}" }],
] as const;

it("who asks a paid URL with nothing in its places is told the terms of a piece, or that there is none", async () => {
  for (const [path, params] of templates) expect((await call("GET", path, params)).status).toBe(400);
  const ada = await creator();
  const article = await create(ada, { kind: "article", title: "Knots", price: "0.001", content: "CANARY" });
  const files = await box(ada);
  await send(ada, await started(ada, files, 3, "a.txt"), 0, "abc");
  for (const itemId of [article.id, files]) {
    const published = await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: ada.cookie, body: {} });
    expect(published.status).toBe(200);
  }
  const fileId = (await draftOf(ada, files)).files[0]?.id;
  const sold = [
    `/api/items/${article.id}/content`,
    `/api/items/${article.id}/content`,
    `/api/items/${article.id}/content`,
    `/api/items/${files}/files/${fileId}`,
    `/api/items/${files}/content`,
  ];
  for (const [index, [path, params]] of templates.entries()) {
    const answer = await call("GET", path, params);
    const { accepts } = (await answer.json()) as { accepts: { resource: string }[] };
    expect([answer.status, accepts[0]?.resource]).toEqual([402, `http://localhost:3999${sold[index]}`]);
  }
});
