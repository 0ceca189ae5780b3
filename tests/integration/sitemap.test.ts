// The sitemap, which anybody may ask for as often as they like.
import { afterAll, expect, it, vi } from "vitest";
import { call, create, creator } from "./http-harness";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), connection: async () => undefined }));

const read = async () => (await import("@/app/sitemap")).default();
const showcase = async () => (await import("@/lib/services")).services().showcase;
afterAll(async () => (await showcase()).close());

it("is read once for all who ask, until something is published", async () => {
  (await showcase()).open();
  const { services } = await import("@/lib/services");
  const query = vi.spyOn(services().db, "$queryRaw");
  const ada = await creator();
  for (const published of [1, 2]) {
    const { id } = await create(ada);
    await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: ada.cookie, body: {} });
    const first = await read();
    expect(first.filter(({ url }) => url.includes(`/@${ada.handle}/`))).toHaveLength(published);
    await vi.waitFor(async () => {
      query.mockClear();
      expect(await Promise.all(Array.from({ length: 20 }, read))).toEqual(Array(20).fill(first));
      expect(query).not.toHaveBeenCalled();
    });
  }
});
