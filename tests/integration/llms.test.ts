// The page that agents read first.
import { expect, it } from "vitest";
import { call, create, creator } from "./http-harness";

it("names a piece that can be bought, and nothing that is paid for", async () => {
  const ada = await creator();
  const { id } = await create(ada, { kind: "article", title: "Knots", price: "0.001", content: "CANARY" });
  await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: ada.cookie, body: {} });
  const { GET } = await import("@/app/llms.txt/route");
  const response = await GET(new Request("http://localhost:3999/llms.txt"));
  const text = await response.text();
  expect(response.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
  expect(text).toContain(`http://localhost:3999/api/items/${id}/content`);
  expect(text).not.toContain("CANARY");
});
