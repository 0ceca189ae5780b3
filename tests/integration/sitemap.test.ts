// The sitemap, which anybody may ask for as often as they like.
import { expect, it, vi } from "vitest";
import { call, create, creator } from "./http-harness";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), connection: async () => undefined }));
it("is read once a minute", async () => {
  const { default: sitemap } = await import("@/app/sitemap");
  const ada = await creator();
  const { id } = await create(ada);
  await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: ada.cookie, body: {} });
  const first = await sitemap();
  expect(first.some(({ url }) => url.includes(`/@${ada.handle}/`))).toBe(true);
  const { services } = await import("@/lib/services");
  const query = vi.spyOn(services().db, "$queryRaw");
  expect(await Promise.all(Array.from({ length: 20 }, () => sitemap()))).toEqual(Array(20).fill(first));
  expect(query).not.toHaveBeenCalled();
});
