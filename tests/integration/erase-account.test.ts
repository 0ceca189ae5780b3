// The end of an account: what goes, what stays, and who may ask for it.
import sharp from "sharp";
import { expect, it } from "vitest";
import { call, create, creator, expectProblem, type Person, signedIn } from "./http-harness";

const walletOf = async (cookie: string) => (await (await call("GET", "/api/session", {}, { cookie })).json()).wallet;
const erase = (cookie: string, wallet: string, more = {}) =>
  call("DELETE", "/api/account", {}, { cookie, body: { wallet }, ...more });
const publish = ({ cookie }: Person, itemId: string) =>
  call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie, body: {} });

it("takes the profile, its pictures, keys, sessions and pieces, at their old addresses too", async () => {
  const ada = await creator();
  const wallet = await walletOf(ada.cookie);
  await call(
    "PUT",
    "/api/creators/me",
    {},
    { cookie: ada.cookie, body: { handle: ada.handle, displayName: "Ada", bio: "A bio." } },
  );
  const raw = await sharp({ create: { width: 800, height: 800, channels: 3, background: "#777" } })
    .png()
    .toBuffer();
  const avatar = await call("PUT", "/api/creators/me/avatar", {}, { cookie: ada.cookie, raw: new Uint8Array(raw) });
  const { avatarId } = await avatar.json();
  const { id: itemId } = await create(ada);
  await publish(ada, itemId);
  const made = await call("POST", "/api/keys", {}, { cookie: ada.cookie, body: { name: "script", scopes: ["items"] } });
  const { token } = await made.json();

  const answer = await erase(ada.cookie, wallet);
  expect([answer.status, answer.headers.get("set-cookie")]).toEqual([204, expect.stringMatching(/^pennypost=; /)]);

  expect(await walletOf(ada.cookie)).toBeNull();
  const byKey = { headers: { Authorization: `Bearer ${token}` } };
  await expectProblem(await call("GET", "/api/creators/me/items", {}, byKey), 401, "not_signed_in");
  await expectProblem(await call("GET", "/api/items/{itemId}", { itemId }), 410, "removed");
  await expectProblem(
    await call("GET", "/api/pictures/{pictureId}/{width}", { pictureId: avatarId, width: "128" }),
    404,
    "not_found",
  );
  await expectProblem(await call("GET", "/api/creators/{handle}", { handle: ada.handle }), 404, "not_found");
  const { db } = (await import("@/lib/services")).services();
  const row = await db.creator.findUniqueOrThrow({ where: { wallet } });
  expect(row).toMatchObject({ bio: "", links: [], avatarId: null, displayName: expect.stringMatching(/^0x.{4}….{4}$/) });
  expect(row.handle).not.toContain(ada.handle);
  // Nobody else comes to stand at the old address.
  const other = await creator();
  const taken = { handle: ada.handle, displayName: "Mallory" };
  await expectProblem(await call("PUT", "/api/creators/me", {}, { cookie: other.cookie, body: taken }), 409, "handle_taken");
});

it("is asked for by the wallet itself, which names itself, and by no key", async () => {
  const [ada, bob] = [await creator(), await signedIn()];
  await expectProblem(await erase(ada.cookie, await walletOf(bob.cookie)), 400, "invalid_request");
  await expectProblem(await call("DELETE", "/api/account", {}, { cookie: ada.cookie, body: {} }), 400, "invalid_request");
  await expectProblem(await erase("", await walletOf(ada.cookie)), 401, "not_signed_in");
  expect(await walletOf(ada.cookie)).not.toBeNull();
});

it("is there for a reader without a shop as well", async () => {
  const { cookie } = await signedIn();
  expect((await erase(cookie, await walletOf(cookie))).status).toBe(204);
  expect(await walletOf(cookie)).toBeNull();
});

it("is never refused, however many handles were given up before", async () => {
  const { cookie } = await creator();
  const wallet = await walletOf(cookie);
  const { db } = (await import("@/lib/services")).services();
  const { id: creatorId } = await db.creator.findUniqueOrThrow({ where: { wallet } });
  await db.formerHandle.createMany({
    data: Array.from({ length: 10 }, (_, index) => ({ creatorId, handle: `${creatorId.slice(-12)}-${index}` })),
  });
  expect((await erase(cookie, wallet)).status).toBe(204);
  expect(await walletOf(cookie)).toBeNull();
});
