import fc from "fast-check";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { numberToHex, pad, toEventHash } from "viem/utils";
import { beforeAll, describe, expect, it } from "vitest";
import { type Address, toAddress, toHash } from "../../kernel/address";
import { newId } from "../../kernel/ids";
import { networks } from "../networks";
import type { ChainReader, MinedTransaction } from "./chain-reader";
import { manifestOf } from "./content-commitment";
import { sha256Of } from "./digest";
import { contentUrlOf, type ReceiptFacts, type SignedReceipt } from "./receipt-form";
import { createReceiptSigner } from "./signed-receipt";
import { verifyReceipt } from "./verify-receipt";

const anyAddress = () => toAddress(privateKeyToAccount(generatePrivateKey()).address);
const server = createReceiptSigner(new Uint8Array(32).fill(7));
const text = "# Paid\n\nThe text that was bought.";
const bodies = ["The first file.", "The second file."];
const files = bodies.map((body, index) => ({
  name: `${index}.txt`,
  mediaType: "text/plain",
  bytes: `${body.length}`,
  sha256: sha256Of(body),
}));

const facts: ReceiptFacts = {
  id: newId("pur"),
  origin: "https://pennypost.example",
  itemId: newId("item"),
  kind: "article",
  versionNumber: 3,
  sha256: sha256Of(text),
  bytes: `${text.length}`,
  amount: "250000",
  asset: toAddress(networks.base.asset),
  network: "eip155:8453",
  payer: anyAddress(),
  payTo: anyAddress(),
  transaction: toHash(`0x${"5a".repeat(32)}`),
  logIndex: 7,
  blockNumber: "1200",
  settledAt: "2026-11-03T09:30:15.000Z",
};
const fileFacts: ReceiptFacts = {
  ...facts,
  kind: "file",
  sha256: sha256Of(manifestOf(files)),
  bytes: `${bodies.join("").length}`,
};

const word = (address: Address) => pad(address, { size: 32 });
const mined: MinedTransaction = {
  isSuccess: true,
  blockNumber: 1200n,
  blockHash: toHash(`0x${"b1".repeat(32)}`),
  logs: [
    {
      logIndex: 6,
      address: facts.asset,
      topics: [toEventHash("AuthorizationUsed(address,bytes32)"), word(facts.payer), `0x${"01".repeat(32)}`],
      data: "0x",
    },
    {
      logIndex: 7,
      address: facts.asset,
      topics: [toEventHash("Transfer(address,address,uint256)"), word(facts.payer), word(facts.payTo)],
      data: numberToHex(250_000n, { size: 32 }),
    },
  ],
};
/** The chain as it is, but for what a test changes. */
const chainWith = (change: Partial<ChainReader> & { mined?: MinedTransaction | null } = {}): ChainReader => ({
  chainId: async () => 8453,
  findTransaction: async (hash) => (hash === facts.transaction ? (change.mined === undefined ? mined : change.mined) : null),
  findBlock: async (number) =>
    number === 1200n
      ? { hash: mined.blockHash, time: new Date(facts.settledAt) }
      : { hash: toHash(`0x${"00".repeat(32)}`), time: new Date(0) },
  latestBlock: async () => 1204n,
  ...change,
});

const expected = { signer: server.address, source: "you" };
let article: SignedReceipt;
let album: SignedReceipt;
beforeAll(async () => {
  article = server.signReceipt(facts, contentUrlOf(facts));
  album = server.signReceipt(fileFacts, contentUrlOf(fileFacts), files);
});

const given = (body: string, name = "file") => ({ name, bytes: BigInt(body.length), sha256: sha256Of(body) });
const verify = (receipt: unknown, more: Partial<Parameters<typeof verifyReceipt>[1]> = {}) =>
  verifyReceipt(JSON.stringify(receipt), { expected, chain: chainWith(), content: [], ...more });
const statesOf = async (verdict: ReturnType<typeof verifyReceipt>) =>
  Object.fromEntries((await verdict).checks.map(({ id, state }) => [id, state]));

describe("a true receipt", () => {
  it("passes every check, its content as well where it is given", async () => {
    const read = await verify(article, { content: [given(text)] });
    expect([read.state, read.checks.filter(({ state }) => state !== "passed")]).toEqual(["valid", []]);
    const heard = await verify(album, { content: bodies.map((body) => given(body)) });
    expect([heard.state, heard.checks.filter(({ state }) => state !== "passed")]).toEqual(["valid", []]);
    expect(heard.checks.at(-1)?.detail).toBe("All 2 files have the bytes that were signed.");
  });

  it("is valid without its content, and says how much was compared", async () => {
    expect((await verify(article)).state).toBe("valid");
    const part = await verify(album, { content: [given(bodies[1] ?? "")] });
    expect(part.checks.at(-1)).toMatchObject({
      state: "passed",
      detail: "1 of 2 files given, with the bytes that were signed.",
    });
  });

  it("is incomplete without a node, with one that does not answer or of another chain, and without a known signer", async () => {
    const silent = chainWith({ latestBlock: () => Promise.reject(new Error("nobody is there")) });
    const incomplete = { chain: null, expected: null };
    for (const [name, value] of Object.entries(incomplete))
      expect((await verify(article, { [name]: value })).state).toBe("incomplete");
    expect(await statesOf(verify(article, { chain: silent }))).toMatchObject({ transfer: "passed", block: "skipped" });
    const other = await verify(article, { chain: chainWith({ chainId: async () => 1 }) });
    expect(other.state).toBe("incomplete");
    expect(other.checks.find(({ id }) => id === "transaction")?.detail).toBe(
      "The node that was asked is of chain 1, the payment of eip155:8453.",
    );
  });
});

/** Every leaf and branch below a value, by path. */
function pathsIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [...(path.length ? [path] : []), ...Object.entries(value).flatMap(([name, part]) => pathsIn(part, [...path, name]))];
}

function changed(receipt: SignedReceipt, path: string[], change: (value: unknown) => unknown): unknown {
  const copy: unknown = structuredClone(receipt);
  const parent = path.slice(0, -1).reduce((at, name) => (at as Record<string, unknown>)[name], copy) as Record<string, unknown>;
  const name = path.at(-1) ?? "";
  const value = change(parent[name]);
  if (value === undefined) delete parent[name];
  else parent[name] = value;
  return copy;
}

/** The same with one character replaced by another of its kind, so that the form stays what it was. */
const misprint = (text: string, at: number) => {
  const place = at % text.length;
  const letter = text[place] ?? "";
  const other = /\d/.test(letter) ? `${(Number(letter) + 1) % 10}` : letter === "a" ? "b" : "a";
  return text.slice(0, place) + other + text.slice(place + 1);
};

describe("a receipt in which anything was changed", () => {
  it("is not valid, whichever field it was and whatever stands there now", async () => {
    const receipts = [article, album].flatMap((receipt) => pathsIn(receipt).map((path) => ({ receipt, path })));
    const change = fc.oneof(
      fc
        .nat()
        .map(
          (at) => (value: unknown) =>
            typeof value === "string" ? misprint(value, at) : typeof value === "number" ? value + 1 : undefined,
        ),
      fc.jsonValue().map((other) => () => other),
      fc.constant(() => undefined),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...receipts), change, async ({ receipt, path }, to) => {
        const tampered = changed(receipt, path, to);
        fc.pre(JSON.stringify(tampered) !== JSON.stringify(receipt));
        expect((await verify(tampered)).state).toBe("invalid");
      }),
      { numRuns: 600 },
    );
  });

  it("is not valid with a field more, either", async () => {
    for (const extra of [{ refunded: true }, { constructor: 1 }]) {
      expect((await verify({ ...article, ...extra })).state).toBe("invalid");
      expect((await verify({ ...article, receipt: { ...article.receipt, ...extra } })).state).toBe("invalid");
    }
  });

  it("signed by somebody else is not valid, however well the chain agrees", async () => {
    const forger = createReceiptSigner(new Uint8Array(32).fill(8));
    const forged = forger.signReceipt({ ...facts, sha256: "00".repeat(32) }, contentUrlOf(facts));
    expect(await statesOf(verify(forged))).toMatchObject({ signature: "passed", transfer: "passed", signer: "failed" });
  });

  it.each([
    ["another address", { ...facts }, "https://pennypost.example/api/items/item_0/content"],
    ["a token of no worth", { ...facts, asset: anyAddress() }, undefined],
    ["a chain we do not sell on", { ...facts, network: "eip155:1" }, undefined],
  ])("of the right signer, about %s, is not valid", async (_what, signed, url) => {
    expect((await verify(server.signReceipt(signed, url ?? contentUrlOf(signed)))).state).toBe("invalid");
  });
});

describe("a chain that says something else", () => {
  const [used, transfer] = mined.logs as [MinedTransaction["logs"][0], MinedTransaction["logs"][0]];
  it.each<[string, MinedTransaction | null, string]>([
    ["no such transaction", null, "transaction"],
    ["reverted", { ...mined, isSuccess: false }, "transaction"],
    ["in another block", { ...mined, blockNumber: 1201n }, "transaction"],
    ["without logs", { ...mined, logs: [] }, "transfer"],
    ["a transfer without authorization", { ...mined, logs: [transfer] }, "transfer"],
    ["an authorization of somebody else", { ...mined, logs: [{ ...used, topics: [] }, transfer] }, "transfer"],
    ["a smaller amount", { ...mined, logs: [used, { ...transfer, data: numberToHex(1n, { size: 32 }) }] }, "transfer"],
    ["another token", { ...mined, logs: [used, { ...transfer, address: anyAddress() }] }, "transfer"],
    ["a block that the chain dropped", { ...mined, blockHash: toHash(`0x${"de".repeat(32)}`) }, "block"],
  ])("%s: the receipt is not valid", async (_what, other, check) => {
    expect(await statesOf(verify(article, { chain: chainWith({ mined: other }) }))).toMatchObject({ [check]: "failed" });
  });

  it("another time of the block: the receipt is not valid", async () => {
    const chain = chainWith({ findBlock: async () => ({ hash: mined.blockHash, time: new Date(Number.NaN) }) });
    expect(await statesOf(verify(article, { chain }))).toMatchObject({ block: "failed" });
  });
});

it("content that is not what was bought fails, by name", async () => {
  const verdict = await verify(album, { content: [given("Something else.", "song.mp3")] });
  expect([verdict.state, verdict.checks.at(-1)?.detail]).toEqual([
    "invalid",
    expect.stringMatching(/^song\.mp3 is none of the files that were bought: 15 bytes/),
  ]);
  expect((await verify(article, { content: [given(text), given("other")] })).state).toBe("invalid");
});

it.each([
  ["", "no JSON"],
  ["null", "not of the form"],
  ["[".repeat(200_000), "no JSON"],
  [`"${"x".repeat(1_000_001)}"`, "far too long"],
  ['{"__proto__":{"form":"pennypost-receipt/1"}}', "not of the form"],
])("a file that is none is told so in a sentence (%#)", async (file, sentence) => {
  const { state, checks } = await verifyReceipt(file, { expected, chain: chainWith(), content: [] });
  expect([state, checks.map(({ id }) => id), checks[0]?.detail]).toEqual([
    "invalid",
    ["form"],
    expect.stringContaining(sentence),
  ]);
});

it("no file whatever makes it throw", async () => {
  const fields = fc.oneof(fc.jsonValue(), fc.constant(article.receipt), fc.constant(article.x402));
  const shapes = fc.record({ form: fc.constant(article.form), receipt: fields, signer: fields, signature: fields, x402: fields });
  await fc.assert(
    fc.asyncProperty(shapes, async (shape) => {
      expect((await verify(shape)).state).toBe("invalid");
    }),
  );
});
