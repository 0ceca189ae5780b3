// The stand-in for a public node of Base does what it says, trait by trait, so that what is proved against it is proved.

import { type Hex, keccak256, numberToHex, zeroHash } from "viem";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { transferCall } from "../../../lib/chain/counterfactual";
import { toAddress } from "../../../lib/kernel/address";
import { newNonce, typedDataOf } from "../../../lib/x402/exact/authorization";
import { networks } from "../../../lib/x402/networks";
import { type Ask, askAt } from "../../support/base-node/anvil";
import { type BaseChain, startBaseChain } from "../../support/base-node/chain";
import { logVendors } from "../../support/base-node/log-limits";
import { kindTraits, publicTraits } from "../../support/base-node/traits";

interface Receipt {
  blockNumber: Hex;
  blockHash: Hex;
  status: Hex;
  logs: { blockHash: Hex; blockTimestamp?: Hex; transactionHash: Hex }[];
}

let chain: BaseChain;
let ask: Ask;
/** The same, of anvil itself. */
let truth: Ask;
let nonce: number;

beforeAll(async () => {
  chain = await startBaseChain();
  ask = askAt(chain.node.url);
  truth = askAt(chain.rpcUrl);
  nonce = await chain.client.getTransactionCount({ address: chain.accounts.relayer.address });
});
afterAll(() => chain?.stop());
afterEach(async () => {
  Object.assign(chain.node.traits, kindTraits);
  await chain.node.seal();
});

const headNumber = async () => Number(await truth<Hex>("eth_blockNumber"));
const receiptOf = (hash: Hex) => ask<Receipt | null>("eth_getTransactionReceipt", [hash]);
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: { code?: number }) => error.code,
  );

/** A signed transaction that pays one unit of USDC to a creator. */
async function signTransfer(): Promise<Hex> {
  const [reader, creator] = [chain.accounts.readers[0], chain.accounts.creators[0]];
  if (!reader || !creator) throw new Error("no accounts");
  const { timestamp } = await chain.client.getBlock();
  const times = { validAfter: 0n, validBefore: timestamp + 3_600n };
  const authorization = {
    from: toAddress(reader.address),
    to: toAddress(creator.address),
    value: 1n,
    ...times,
    nonce: newNonce(),
  };
  const signature = await reader.account.signTypedData(typedDataOf(networks.local, authorization));
  return chain.accounts.relayer.account.signTransaction({
    ...{ chainId: 84532, type: "eip1559", to: chain.usdc, data: transferCall({ ...authorization, signature }), gas: 200_000n },
    ...{ nonce: nonce++, maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 10n ** 6n },
  });
}

const sendTransfer = async () => ask<Hex>("eth_sendRawTransaction", [await signTransfer()]);

describe("blocks", () => {
  it("come when the test says so, with what waited", async () => {
    const hash = await sendTransfer();
    expect(await receiptOf(hash)).toBeNull();
    const before = await headNumber();
    await chain.node.seal();
    expect(Number((await receiptOf(hash))?.blockNumber)).toBe(before + 1);
  });

  it("come by themselves where they have a pace", async () => {
    const before = await headNumber();
    chain.node.traits.blockMs = 100;
    await expect.poll(headNumber).toBeGreaterThan(before + 1);
  });

  it("have safe and finalized ones that far behind, in every method that takes a tag", async () => {
    const head = await headNumber();
    const numberOf = async (tag: string) => Number((await ask<{ number: Hex }>("eth_getBlockByNumber", [tag, false])).number);
    expect([await numberOf("latest"), await numberOf("safe"), await numberOf("finalized")]).toEqual([
      head,
      head - 60,
      head - 600,
    ]);
    const relayer = chain.accounts.relayer.address;
    await sendTransfer();
    await chain.node.seal();
    const counts = ["latest", "safe"].map((tag) => ask<Hex>("eth_getTransactionCount", [relayer, tag]));
    expect((await Promise.all(counts)).map(Number)).toEqual([nonce, 0]);
  });
});

describe("a preconfirmed receipt", () => {
  it.each(["zero hash", "foreign hash"] as const)("comes before its block, with a %s in it and in its logs", async (kind) => {
    chain.node.traits.preconfirmations = kind;
    const [first, second] = [await sendTransfer(), await sendTransfer()];
    const head = await headNumber();
    for (const hash of [first, second]) {
      const receipt = await receiptOf(hash);
      expect([Number(receipt?.status), Number(receipt?.blockNumber), receipt?.logs.length]).toEqual([1, head + 1, 2]);
      expect(receipt?.blockHash === zeroHash).toBe(kind === "zero hash");
      for (const log of receipt?.logs ?? [])
        expect(log).toMatchObject({ blockHash: receipt?.blockHash, transactionHash: hash, blockTimestamp: expect.any(String) });
      expect(await ask("eth_getBlockByNumber", [receipt?.blockNumber, false])).toBeNull();
      expect(await ask("eth_getBlockByHash", [receipt?.blockHash, false])).toBeNull();
    }
    const unsealed = (await receiptOf(first))?.blockHash;
    await chain.node.seal();
    const sealed = await receiptOf(first);
    expect(sealed?.blockHash).not.toBe(unsealed);
    expect(sealed?.blockHash).toBe((await ask<{ hash: Hex }>("eth_getBlockByNumber", [sealed?.blockNumber, false])).hash);
  });

  it("is what eth_sendRawTransactionSync answers with; without them it answers when the block is sealed, or with error 4", async () => {
    chain.node.traits.preconfirmations = "zero hash";
    const early = await ask<Receipt>("eth_sendRawTransactionSync", [await signTransfer()]);
    expect(early.blockHash).toBe(zeroHash);
    Object.assign(chain.node.traits, { preconfirmations: "none", blockMs: 200 });
    const late = await ask<Receipt>("eth_sendRawTransactionSync", [await signTransfer()]);
    expect(late.blockHash).not.toBe(zeroHash);
    chain.node.traits.blockMs = null;
    expect(await codeOf(ask("eth_sendRawTransactionSync", [await signTransfer()]))).toBe(4);
  });

  it("names no time where the node names none", async () => {
    Object.assign(chain.node.traits, { preconfirmations: "zero hash", namesBlockTime: false });
    const hash = await sendTransfer();
    for (const log of (await receiptOf(hash))?.logs ?? []) expect(log).not.toHaveProperty("blockTimestamp");
    await chain.node.seal();
    expect((await receiptOf(hash))?.logs[0]).not.toHaveProperty("blockTimestamp");
  });

  it("is not the only view of what waits: `pending` reads see it too", async () => {
    const creator = chain.accounts.creators[0]?.address.slice(2) ?? "";
    const call = { to: chain.usdc, data: `0x70a08231${creator.toLowerCase().padStart(64, "0")}` };
    const balance = async (tag: string) => BigInt(await ask<Hex>("eth_call", [call, tag]));
    await sendTransfer();
    expect((await balance("pending")) - (await balance("latest"))).toBe(1n);
  });
});

describe("logs", () => {
  const logs = (blocks: number, beyond = 0) =>
    headNumber().then((head) =>
      ask<unknown[]>("eth_getLogs", [
        { address: chain.usdc, fromBlock: numberToHex(head - blocks + 1), toBlock: numberToHex(head + beyond) },
      ]),
    );

  it.each(logVendors)("are refused for more blocks than allowed, in the words of %s", async (vendor) => {
    chain.node.traits.logRange = { blocks: 10, vendor };
    expect(await logs(10)).toBeInstanceOf(Array);
    await expect(logs(11)).rejects.toMatchObject({ name: "RpcRefusal", message: expect.stringMatching(/range/) });
  });

  it("are refused where there are too many, and for blocks that are not there yet", async () => {
    await sendTransfer();
    await chain.node.seal();
    chain.node.traits.logResultsMax = 1;
    await expect(logs(1)).rejects.toThrow("more than 1 results");
    await expect(logs(1, 1)).rejects.toThrow("beyond current head");
  });
});

it("a node behind has not seen the newest block: not its number, nor itself, its receipts, logs and state", async () => {
  const hash = await sendTransfer();
  await chain.node.seal();
  const head = await headNumber();
  const number = numberToHex(head);
  chain.node.traits.lag = { share: 1, blocks: 1 };
  expect(Number(await ask("eth_blockNumber"))).toBe(head - 1);
  expect(await ask("eth_getBlockByNumber", [number, false])).toBeNull();
  expect(await receiptOf(hash)).toBeNull();
  expect(await ask("eth_getTransactionByHash", [hash])).toBeNull();
  const count = await ask<Hex>("eth_getTransactionCount", [chain.accounts.relayer.address, "latest"]);
  expect(Number(count)).toBe(nonce - 1);
  expect(await codeOf(ask("eth_getLogs", [{ fromBlock: number, toBlock: number }]))).toBe(-32602);
  expect(await codeOf(ask("eth_getBalance", [chain.usdc, number]))).toBe(-32000);
});

it("some calls reach a node behind, the same ones for the same seed", async () => {
  chain.node.traits.lag = { share: 0.5, blocks: 1 };
  const head = await headNumber();
  const seen = new Set<number>();
  for (let call = 0; call < 40; call++) seen.add(Number(await ask("eth_blockNumber")) - head);
  expect([...seen].sort()).toEqual([-1, 0]);
});

it("every fifth call is over the rate limit, as each vendor says it, and counted", async () => {
  chain.node.traits.rateLimitEvery = 5;
  const before = chain.node.misfortunes.get("rate limit") ?? 0;
  const statuses: string[] = [];
  for (let call = 0; call < 50; call++) {
    const body = JSON.stringify({ jsonrpc: "2.0", id: call, method: "eth_chainId" });
    const answer = await fetch(chain.node.url, { method: "POST", body });
    const text = await answer.text();
    if (!text.includes("result")) statuses.push(`${answer.status} ${text.match(/-?\d+(?=,"message)/)?.[0] ?? text}`);
  }
  expect(statuses).toHaveLength(10);
  expect(new Set(statuses)).toContain("429 -32016");
  expect(new Set(statuses)).toContain("429 error code: 1015");
  expect((chain.node.misfortunes.get("rate limit") ?? 0) - before).toBe(10);
  expect(chain.node.calls.get("eth_chainId")).toBeGreaterThanOrEqual(50);
});

it.each([-32601, -32600] as const)("eth_sendRawTransactionSync may be unknown, told as %i", async (code) => {
  chain.node.traits.sendSync = code;
  const raw = await signTransfer();
  expect(await codeOf(ask("eth_sendRawTransactionSync", [raw]))).toBe(code);
  await ask("eth_sendRawTransaction", [raw]);
});

it("sixteen transactions of one sender wait, and no more until a block took some", async () => {
  chain.node.traits.pendingMax = 16;
  for (let sent = 0; sent < 16; sent++) await sendTransfer();
  const seventeenth = await signTransfer();
  await expect(ask("eth_sendRawTransaction", [seventeenth])).rejects.toMatchObject({ code: -32003, message: "txpool is full" });
  await chain.node.seal();
  await ask("eth_sendRawTransaction", [seventeenth]);
});

describe("faults", () => {
  const first = (kind: "hang" | "reset" | "html 502" | "garbage", methods?: string[]) =>
    Object.assign(chain.node.traits, { fault: { kind, share: 1, ...(methods ? { methods } : {}) } });
  const post = (signal = AbortSignal.timeout(500)) =>
    fetch(chain.node.url, { method: "POST", body: '{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}', signal });

  it("are a connection that hangs or breaks, a gateway's page, an answer that ends too soon", async () => {
    first("hang");
    await expect(post()).rejects.toMatchObject({ name: "TimeoutError" });
    first("reset");
    await expect(post()).rejects.toThrow("fetch failed");
    first("html 502");
    expect((await post()).status).toBe(502);
    first("garbage");
    await expect((await post()).json()).rejects.toThrow(SyntaxError);
  });

  it("may strike one method only", async () => {
    first("reset", ["eth_blockNumber"]);
    expect((await post()).status).toBe(200);
    await expect(ask("eth_blockNumber")).rejects.toThrow();
  });

  it("may be that nobody is there any more", async () => {
    chain.node.traits.isGone = true;
    await expect(post()).rejects.toThrow("fetch failed");
  });
});

it("all of it at once still brings a transaction into a block", async () => {
  Object.assign(chain.node.traits, publicTraits);
  const raw = await signTransfer();
  const insist = <T>(call: () => Promise<T>) => vi.waitFor(call, { timeout: 10_000, interval: 20 });
  await insist(() => ask("eth_sendRawTransaction", [raw]).catch((error) => expect(String(error)).toMatch(/already/)));
  await insist(async () => {
    const receipt = await ask<Receipt | null>("eth_getTransactionReceipt", [keccak256(raw)]);
    expect(receipt?.status).toBe("0x1");
    expect(receipt?.blockHash).not.toBe(zeroHash);
  });
});
