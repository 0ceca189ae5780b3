// What is stored of a wallet, given to that wallet and to nobody else.
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expect, it } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { networks } from "@/lib/x402/networks";
import { call, create, creator, expectProblem, signedIn } from "./http-harness";

const download = (cookie: string, headers = {}) => call("GET", "/api/account/export", {}, { cookie, headers });
const findDb = async () => (await import("@/lib/services")).services().db;
const hex = (index: number, bytes: number) => `0x${index.toString(16).padStart(2 * bytes, "0")}`;

it("is a file of all that is stored of it, however much that is, without signatures and tokens", async () => {
  const ada = await creator();
  const { id: itemId } = await create(ada);
  await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: ada.cookie, body: {} });
  const account = privateKeyToAccount(generatePrivateKey());
  const wallet = account.address.toLowerCase() as `0x${string}`;
  const { cookie } = await signedIn(account);
  const key = await call("POST", "/api/keys", {}, { cookie, body: { name: "My script", scopes: ["library"], days: 1 } });
  const { token } = (await key.json()) as { token: string };
  await call("POST", "/api/items/{itemId}/reports", { itemId }, { cookie, body: { reason: "other", text: "A word." } });

  const db = await findDb();
  const { publishedVersionId, creatorId } = await db.item.findUniqueOrThrow({ where: { id: itemId } });
  const row = {
    itemId,
    versionId: publishedVersionId ?? "",
    creatorId,
    payerKind: "person",
    chainId: networks.local.chainId,
    asset: networks.local.asset.toLowerCase(),
    payer: wallet,
    payTo: wallet,
    amount: 250_000n,
    validAfter: 0n,
    validBefore: 1n,
    signature: "0x5ec2e7",
    x402Version: 2,
    claimedAtBlock: 1n,
  } as const;
  const many = Array.from({ length: 1_200 }, (_, index) => ({
    ...row,
    id: newId("pur"),
    state: "expired" as const,
    nonce: hex(index, 32),
  }));
  const bought = { ...row, id: newId("pur"), state: "confirmed" as const, nonce: hex(5_000, 32) };
  // Rows as the ledger has them; their types tell addresses from other text.
  await db.purchase.createMany({ data: [...many, bought] as never });
  const evidence = { transaction: hex(1, 32), blockHash: hex(2, 32), blockNumber: 1n, logIndex: 0, settledAt: new Date() };
  await db.settlement.create({
    data: { purchaseId: bought.id, creatorId, itemId, chainId: row.chainId, amount: row.amount, ...evidence } as never,
  });
  await db.entitlement.create({ data: { id: newId("ent"), itemId, wallet, purchaseId: bought.id } as never });
  await db.readingPlace.create({ data: { wallet, itemId, fraction: 0.5, at: new Date() } as never });

  const answer = await download(cookie);
  expect([answer.status, answer.headers.get("content-disposition")]).toEqual([200, expect.stringContaining("attachment")]);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({
    wallet,
    profile: null,
    sessions: [{ id: expect.any(String) }],
    apiKeys: [{ name: "My script" }],
    purchases: [{ id: bought.id, itemId, amount: "250000", transaction: evidence.transaction }],
    readingPlaces: [{ itemId, fraction: 0.5 }],
    reports: [{ itemId, text: "A word." }],
  });
  const ids = (JSON.parse(text) as { otherPayments: { id: string }[] }).otherPayments.map(({ id }) => id);
  expect([ids.length, new Set(ids).size]).toEqual([1_200, 1_200]);
  for (const secret of [token, token.slice(3, -4), row.signature, cookie.split("=")[1] ?? ""]) expect(text).not.toContain(secret);
});

it("is empty where nothing is, and a creator's profile is in it", async () => {
  const ada = await creator();
  const empty = JSON.parse(await (await download((await signedIn()).cookie)).text()) as Record<string, unknown>;
  expect(empty).toMatchObject({ profile: null, purchases: [], otherPayments: [], readingPlaces: [], reports: [] });
  expect(JSON.parse(await (await download(ada.cookie)).text())).toMatchObject({ profile: { handle: ada.handle } });
});

it("is given to a session of the wallet, and to no key", async () => {
  const { cookie } = await signedIn();
  const key = await call("POST", "/api/keys", {}, { cookie, body: { name: "k", scopes: ["library", "export"], days: 1 } });
  const { token } = (await key.json()) as { token: string };
  await expectProblem(await download("", { Authorization: `Bearer ${token}` }), 403, "not_allowed");
  await expectProblem(await download(""), 401, "not_signed_in");
});
