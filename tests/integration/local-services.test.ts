// The ground that the other tests stand on: databases are apart, and the local USDC is Circle's and takes signed transfers.
import pg from "pg";
import { domainSeparator, type Hex, parseSignature, toHex, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { networks } from "@/lib/x402/networks";
import { startChain, type TestChain } from "../support/chain";
import { createDatabase } from "../support/database";

describe("databases", () => {
  it("are migrated, and apart", async () => {
    const [one, other] = await Promise.all([createDatabase(), createDatabase()]);
    const clients = [one, other].map(({ url }) => new pg.Client({ connectionString: url }));
    await Promise.all(clients.map((client) => client.connect()));
    await clients[0]?.query("INSERT INTO lease (name, holder, token, expires_at) VALUES ('a', 'b', 1, now())");
    const counts = await Promise.all(clients.map((client) => client.query("SELECT 1 FROM lease")));
    expect(counts.map(({ rowCount }) => rowCount)).toEqual([1, 0]);
    await Promise.all(clients.map((client) => client.end()));
    await Promise.all([one.drop(), other.drop()]);
  });

  it("hold at most one purchase in flight for each item and payer", async () => {
    const { url, drop } = await createDatabase();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query("SELECT indexdef FROM pg_indexes WHERE indexname = 'purchase_in_flight'");
    await client.end();
    await drop();
    expect(rows[0]?.indexdef).toMatch(/UNIQUE INDEX .* \(item_id, payer\) WHERE/);
  });
});

describe("the local chain", () => {
  let chain: TestChain;
  beforeAll(async () => {
    chain = await startChain();
  });
  afterAll(() => chain.stop());

  const domain = { ...networks.local.domain, chainId: networks.local.chainId, verifyingContract: networks.local.asset };
  const types = {
    TransferWithAuthorization: [
      { name: "from", type: "address" },
      { name: "to", type: "address" },
      { name: "value", type: "uint256" },
      { name: "validAfter", type: "uint256" },
      { name: "validBefore", type: "uint256" },
      { name: "nonce", type: "bytes32" },
    ],
    CancelAuthorization: [
      { name: "authorizer", type: "address" },
      { name: "nonce", type: "bytes32" },
    ],
  } as const;
  const reader = () => chain.accounts.readers[0] ?? chain.accounts.relayer;
  const creator = () => chain.accounts.creators[0] ?? chain.accounts.relayer;
  const token = () => ({ address: chain.usdc, abi: chain.usdcAbi }) as const;
  const authorization = (nonce: Hex) =>
    ({ from: reader().address, to: creator().address, value: 250_000n, validAfter: 0n, validBefore: 2n ** 40n, nonce }) as const;
  const sign = (nonce: Hex) =>
    reader().account.signTypedData({ domain, types, primaryType: "TransferWithAuthorization", message: authorization(nonce) });
  const used = (nonce: Hex) =>
    chain.client.readContract({ ...token(), functionName: "authorizationState", args: [reader().address, nonce] });

  it("answers the domain separator of the canonical address", async () => {
    expect(await chain.client.readContract({ ...token(), functionName: "DOMAIN_SEPARATOR" })).toBe(domainSeparator({ domain }));
    expect(await chain.client.readContract({ ...token(), functionName: "decimals" })).toBe(6);
  });

  it("settles an authorization in both overloads, and no authorization twice", async () => {
    const before = await chain.balanceOf(creator().address);
    const relayer = { ...token(), account: chain.accounts.relayer.account, functionName: "transferWithAuthorization" } as const;
    const bytes = toHex(1, { size: 32 });
    const { from, to, value, validAfter, validBefore } = authorization(bytes);
    const withBytes = [from, to, value, validAfter, validBefore, bytes, await sign(bytes)] as const;
    await chain.client.writeContractSync({ ...relayer, args: withBytes });

    const split = toHex(2, { size: 32 });
    const { r, s, v } = parseSignature(await sign(split));
    await chain.client.writeContractSync({
      ...relayer,
      args: [from, to, value, validAfter, validBefore, split, Number(v), r, s],
    });

    expect((await chain.balanceOf(creator().address)) - before).toBe(500_000n);
    expect(await Promise.all([bytes, split, zeroHash].map(used))).toEqual([true, true, false]);
    await expect(chain.client.simulateContract({ ...relayer, args: withBytes })).rejects.toThrow(/authorization is used/);
  });

  it("cancels an authorization without moving money", async () => {
    const nonce = toHex(3, { size: 32 });
    const before = await chain.balanceOf(creator().address);
    const message = { authorizer: reader().address, nonce };
    const signature = await reader().account.signTypedData({ domain, types, primaryType: "CancelAuthorization", message });
    const cancel = { ...token(), account: chain.accounts.relayer.account, functionName: "cancelAuthorization" } as const;
    await chain.client.writeContractSync({ ...cancel, args: [reader().address, nonce, signature] });
    expect(await used(nonce)).toBe(true);
    expect(await chain.balanceOf(creator().address)).toBe(before);
  });

  it("drops, reorganises, travels in time and comes back", async () => {
    const { client } = chain;
    const send = () => client.sendTransaction({ account: reader().account, to: creator().address, value: 1n });
    await chain.setAutomine(false);
    const dropped = await send();
    await chain.dropTransaction(dropped);
    await chain.mine();
    await expect(client.getTransaction({ hash: dropped })).rejects.toThrow();
    await chain.setAutomine(true);

    const mined = await send();
    await client.waitForTransactionReceipt({ hash: mined });
    const { number } = await client.getBlock();
    await chain.reorg(1);
    expect((await client.getBlock()).number).toBe(number);
    await expect(client.getTransactionReceipt({ hash: mined })).rejects.toThrow();

    const snapshot = await chain.snapshot();
    const later = (await client.getBlock()).timestamp + 86_400n;
    await chain.setNextBlockTimestamp(later);
    await chain.mine();
    expect((await client.getBlock()).timestamp).toBe(later);
    await chain.revert(snapshot);
    await chain.followWallClock();
    expect(Math.abs(Number((await client.getBlock()).timestamp) - Date.now() / 1000)).toBeLessThan(5);
  });
});
