import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage, type SiweMessage } from "viem/siwe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey, revokeApiKey } from "@/lib/auth/api-keys";
import { forgetEnded } from "@/lib/auth/forget-ended";
import { createNonce } from "@/lib/auth/nonce";
import {
  closeSession,
  endSession,
  endSessions,
  findViewer,
  hashToken,
  listSessions,
  type OpenedSession,
  openSession,
  SESSIONS_MAX,
} from "@/lib/auth/session";
import { type SignInDeps, signIn } from "@/lib/auth/sign-in";
import { nobody } from "@/lib/auth/types";
import { createDb, type Db } from "@/lib/db/client";
import { type Hex, toAddress } from "@/lib/kernel/address";
import { newId } from "@/lib/kernel/ids";
import { createDatabase, type TestDatabase } from "../support/database";

const origin = "https://pennypost.example";
const account = privateKeyToAccount(generatePrivateKey());
const stranger = privateKeyToAccount(generatePrivateKey());
const refused = expect.objectContaining({ name: "Refusal", code: "sign_in_refused" });

let database: TestDatabase;
let db: Db;
let now = new Date("2026-11-22T12:00:00.000Z");
const clock = { now: () => now };
/** No contract wallet: what is not signed by the key itself is not signed. */
const deps = (more: Partial<SignInDeps> = {}): SignInDeps => ({
  db,
  clock,
  origin,
  chainIds: [84532, 43113],
  verifyMessage: async () => false,
  ...more,
});
const newWallet = () => toAddress(privateKeyToAccount(generatePrivateKey()).address);
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

async function messageWith(more: Partial<SiweMessage> = {}): Promise<string> {
  const nonce = await createNonce({ db, clock });
  const usual = {
    address: account.address,
    chainId: 84532,
    domain: "pennypost.example",
    uri: origin,
    version: "1",
    nonce,
    issuedAt: now,
  } as const;
  return createSiweMessage({ ...usual, ...more });
}

async function attempt(message: string, by = account, more: Partial<SignInDeps> = {}, currentToken?: string) {
  return signIn(deps(more), { message, signature: await by.signMessage({ message }), currentToken });
}

describe("signing in", () => {
  it("gives this browser a session of the wallet, kept as a hash only", async () => {
    const { token, wallet, sessionId } = await attempt(await messageWith({ statement: "Sign in to Pennypost." }));
    expect(wallet).toBe(toAddress(account.address));
    expect(await findViewer({ db, clock }, token)).toEqual({ kind: "person", sessionId, wallet });
    const row = await db.session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(row.tokenHash).toBe(hashToken(token));
    expect(JSON.stringify(row)).not.toContain(token);
  });

  it("takes an address in lower case, as scripts have it, and of mixed case the right one only", async () => {
    const lower = toAddress(account.address);
    expect((await attempt((await messageWith()).replace(account.address, lower))).wallet).toBe(lower);
    const upper = (await messageWith()).replace(account.address, `0x${lower.slice(2).toUpperCase()}`);
    await expect(attempt(upper)).rejects.toEqual(refused);
  });

  it("works with a nonce once", async () => {
    const message = await messageWith();
    await attempt(message).then(() => expect(attempt(message)).rejects.toEqual(refused));
  });

  it("lets one of many with the same nonce win", async () => {
    const message = await messageWith();
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => attempt(message)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toEqual(refused);
  });

  it("refuses a nonce that is not ours, or older than five minutes", async () => {
    await expect(attempt(await messageWith({ nonce: "0123456789abcdef" }))).rejects.toEqual(refused);
    const message = await messageWith();
    const before = now;
    now = later(301);
    await expect(
      attempt(message).finally(() => {
        now = before;
      }),
    ).rejects.toEqual(refused);
  });

  it.each<[string, Partial<SiweMessage>]>([
    ["another domain", { domain: "evil.example" }],
    ["a domain that contains ours", { domain: "pennypost.example.evil.example" }],
    ["another port", { domain: "pennypost.example:8443" }],
    ["another address", { uri: "https://evil.example" }],
    ["an address that begins like ours", { uri: "https://pennypost.example.evil.example" }],
    ["plain http", { uri: "http://pennypost.example" }],
    ["another scheme", { scheme: "http" }],
    ["another chain", { chainId: 1 }],
    ["the past", { expirationTime: new Date("2026-11-22T11:59:59.000Z") }],
    ["the future", { notBefore: new Date("2026-11-22T12:00:01.000Z") }],
  ])("refuses a message for %s, however well signed", async (_what, more) => {
    await expect(attempt(await messageWith(more))).rejects.toEqual(refused);
  });

  it("refuses another signer, and leaves the nonce for the right one", async () => {
    const message = await messageWith();
    await expect(attempt(message, stranger)).rejects.toEqual(refused);
    await expect(attempt(message)).resolves.toBeDefined();
  });

  it("refuses a message with anything beside its fields", async () => {
    const message = await messageWith({ statement: "Sign in." });
    for (const changed of [
      `${message}\nMore`,
      `Before ${message}`,
      message.replace("Sign in.", "Sign in.\n\nURI: https://evil.example"),
      message.replace("Version: 1", "Version: 2"),
      message.replace(/Issued At: .*/, "Issued At: yesterday"),
      message.replaceAll("\n", "\r\n"),
      "",
      "x".repeat(4000),
    ]) {
      await expect(attempt(changed)).rejects.toEqual(refused);
    }
  });

  it("takes dates of any RFC 3339 form, as other wallets write them", async () => {
    const message = (await messageWith()).replace("12:00:00.000Z", "12:00:00Z");
    await expect(attempt(message)).resolves.toBeDefined();
  });

  it.each(["0x00", `0x${"00".repeat(65)}`, `0x${"ff".repeat(65)}`, `0x${"ab".repeat(1000)}`] as Hex[])(
    "refuses the signature %s",
    async (signature) => {
      await expect(signIn(deps(), { message: await messageWith(), signature })).rejects.toEqual(refused);
    },
  );

  it("asks the chain for wallets that are contracts, and only for them", async () => {
    const message = await messageWith();
    const asked: [string, number][] = [];
    const verifyMessage: SignInDeps["verifyMessage"] = async ({ address }, chainId) => asked.push([address, chainId]) > 0;
    expect((await attempt(message, stranger, { verifyMessage })).wallet).toBe(toAddress(account.address));
    await attempt(await messageWith(), account, { verifyMessage });
    expect(asked).toEqual([[account.address, 84532]]);
  });

  it("is on any chain that is sold on, and a contract's signature is checked on the one that its message names", async () => {
    await expect(attempt(await messageWith({ chainId: 43113 }))).resolves.toBeDefined();
    const asked: number[] = [];
    const verifyMessage: SignInDeps["verifyMessage"] = async (_signed, chainId) => asked.push(chainId) > 0;
    await attempt(await messageWith({ chainId: 43113 }), stranger, { verifyMessage });
    expect(asked).toEqual([43113]);
  });

  it("says so when the chain cannot be asked", async () => {
    const verifyMessage = () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.1"));
    const attempted = attempt(await messageWith(), stranger, { verifyMessage });
    await expect(attempted).rejects.toMatchObject({ code: "unavailable", message: expect.not.stringContaining("ECONN") });
  });
});

describe("sessions", () => {
  async function entitlement(): Promise<string> {
    const [creatorId, itemId, versionId, purchaseId, id] = [
      newId("cre"),
      newId("item"),
      newId("ver"),
      newId("pur"),
      newId("ent"),
    ];
    await db.creator.create({
      data: { id: creatorId, wallet: creatorId, payTo: creatorId, handle: creatorId, displayName: "C" },
    });
    await db.item.create({ data: { id: itemId, creatorId, kind: "article", slug: "a", amount: 1n } });
    await db.itemVersion.create({ data: { id: versionId, itemId, number: 1, title: "T", sha256: "" } });
    const terms = {
      chainId: 1,
      asset: "0x",
      payer: "0x",
      payTo: "0x",
      amount: 1n,
      nonce: purchaseId,
      validAfter: 0n,
      validBefore: 0n,
      signature: "0x",
    };
    const purchase = {
      id: purchaseId,
      itemId,
      versionId,
      creatorId,
      state: "confirmed",
      payerKind: "person",
      x402Version: 1,
      claimedAtBlock: 0n,
    } as const;
    await db.purchase.create({ data: { ...purchase, ...terms } });
    await db.entitlement.create({ data: { id, itemId, wallet: "0x", purchaseId } });
    return id;
  }

  it("are replaced by signing in, and what this browser paid for comes along", async () => {
    const before = await openSession({ db, clock }, null);
    const entitlementId = await entitlement();
    await db.sessionGrant.create({ data: { sessionId: before.sessionId, entitlementId } });
    const after = await attempt(await messageWith(), account, {}, before.token);
    expect(after.token).not.toBe(before.token);
    expect(await findViewer({ db, clock }, before.token)).toEqual(nobody);
    expect(await db.sessionGrant.findMany({ where: { entitlementId } })).toEqual([{ sessionId: after.sessionId, entitlementId }]);
  });

  it("keep what was paid for when the same wallet signs in again", async () => {
    const before = await attempt(await messageWith());
    const entitlementId = await entitlement();
    await db.sessionGrant.create({ data: { sessionId: before.sessionId, entitlementId } });
    const after = await attempt(await messageWith(), account, {}, before.token);
    expect(await db.sessionGrant.findMany({ where: { entitlementId } })).toEqual([{ sessionId: after.sessionId, entitlementId }]);
  });

  it("hand nothing of one wallet to the next that signs in in the same browser", async () => {
    const before = await attempt(await messageWith());
    const entitlementId = await entitlement();
    await db.sessionGrant.create({ data: { sessionId: before.sessionId, entitlementId } });
    await attempt(await messageWith({ address: stranger.address }), stranger, {}, before.token);
    expect(await findViewer({ db, clock }, before.token)).toEqual(nobody);
    expect(await db.sessionGrant.count({ where: { entitlementId } })).toBe(0);
  });

  it("are listed for their wallet, newest first, and end one by one or all at once", async () => {
    const [mine, others] = [newWallet(), newWallet()];
    const opened: OpenedSession[] = [];
    for (const device of ["Firefox, Linux", "Safari, iOS", ""]) {
      opened.push(await openSession({ db, clock }, mine, device));
      now = later(1);
    }
    const foreign = await openSession({ db, clock }, others);
    const listed = await listSessions({ db, clock }, mine);
    expect(listed.map(({ id, device }) => [id, device])).toEqual([
      [opened[2]?.sessionId, ""],
      [opened[1]?.sessionId, "Safari, iOS"],
      [opened[0]?.sessionId, "Firefox, Linux"],
    ]);
    const notFound = expect.objectContaining({ code: "not_found" });
    await expect(endSession({ db }, mine, foreign.sessionId)).rejects.toEqual(notFound);
    await endSession({ db }, mine, opened[1]?.sessionId ?? "");
    expect(await findViewer({ db, clock }, opened[1]?.token)).toEqual(nobody);
    expect(await listSessions({ db, clock }, mine)).toHaveLength(2);
    await endSessions({ db }, mine);
    for (const { token } of opened) expect(await findViewer({ db, clock }, token)).toEqual(nobody);
    expect((await findViewer({ db, clock }, foreign.token)).kind).toBe("person");
  });

  it("say when they were last seen, to the hour", async () => {
    const wallet = newWallet();
    const { token } = await openSession({ db, clock }, wallet);
    const seen = async () => (await listSessions({ db, clock }, wallet))[0]?.lastSeenAt;
    const first = await seen();
    now = later(3599);
    await findViewer({ db, clock }, token);
    expect(await seen()).toEqual(first);
    now = later(2);
    await findViewer({ db, clock }, token);
    expect(await seen()).toEqual(now);
  });

  it("are as many as there can be, of which signing in ends the oldest", async () => {
    const wallet = toAddress(stranger.address);
    await endSessions({ db }, wallet);
    const oldest = await openSession({ db, clock }, wallet);
    now = later(1);
    for (let opened = 1; opened < SESSIONS_MAX; opened++) await openSession({ db, clock }, wallet);
    now = later(1);
    await attempt(await messageWith({ address: stranger.address }), stranger);
    expect(await findViewer({ db, clock }, oldest.token)).toEqual(nobody);
    expect(await db.session.count({ where: { wallet } })).toBe(SESSIONS_MAX);
  });

  it("are not replaced by a sign-in that was refused", async () => {
    const before = await openSession({ db, clock }, null);
    await expect(attempt(await messageWith({ chainId: 1 }), account, {}, before.token)).rejects.toEqual(refused);
    expect(await findViewer({ db, clock }, before.token)).not.toEqual(nobody);
  });

  it("end by signing out, with their grants", async () => {
    const session = await openSession({ db, clock }, null);
    await db.sessionGrant.create({ data: { sessionId: session.sessionId, entitlementId: await entitlement() } });
    await closeSession({ db }, session.token);
    await closeSession({ db }, session.token);
    expect(await findViewer({ db, clock }, session.token)).toEqual(nobody);
    expect(await db.sessionGrant.count({ where: { sessionId: session.sessionId } })).toBe(0);
  });

  it("end after thirty days, and a job forgets what has ended: sessions, nonces, and keys a month later", async () => {
    const session = await openSession({ db, clock }, null);
    const nonce = await createNonce({ db, clock });
    const wallet = newWallet();
    const keys = await Promise.all(
      [30, 365, null].map((days) => createApiKey({ db, clock }, wallet, { name: "script", scopes: ["items"], days })),
    );
    await revokeApiKey({ db, clock }, wallet, keys[2]?.id ?? "");
    const left = async () => [
      await db.session.count({ where: { id: session.sessionId } }),
      await db.signInNonce.count({ where: { nonce } }),
      await db.apiKey.count({ where: { wallet } }),
    ];
    const before = now;
    now = later(30 * 24 * 3600);
    expect(await findViewer({ db, clock }, session.token)).toEqual(nobody);
    now = later(1);
    expect(await left()).toEqual([1, 1, 3]);
    await forgetEnded({ db, clock });
    expect(await left()).toEqual([0, 0, 2]);
    now = later(30 * 24 * 3600);
    await forgetEnded({ db, clock });
    now = before;
    expect(await left()).toEqual([0, 0, 1]);
  });

  it.each([undefined, "", "x", "a".repeat(43), "'; DROP TABLE session; --", "\u0000"])(
    "are not found by the token %j",
    async (token) => {
      expect(await findViewer({ db, clock }, token)).toEqual(nobody);
    },
  );
});
