import { afterAll, beforeAll, expect, it } from "vitest";
import { createChainClient } from "../../../lib/chain/client";
import { createFaucet, type Faucet } from "../../../lib/chain/faucet";
import { createUsdc } from "../../../lib/chain/usdc";
import { toAddress } from "../../../lib/kernel/address";
import { networks } from "../../../lib/x402/networks";
import { startChain, type TestChain } from "../../support/chain";

const POOR = toAddress("0x00000000000000000000000000000000000000aa");
let chain: TestChain;
let faucet: Faucet;

beforeAll(async () => {
  chain = await startChain();
  faucet = createFaucet(chain.rpcUrl, createUsdc(createChainClient(chain.rpcUrl), networks.local), networks.local);
});
afterAll(() => chain.stop());

it("gives ten test USDC, also after somebody else's mint and to several at once", async () => {
  await faucet(POOR);
  await chain.mint(POOR, 1n);
  await Promise.all(Array.from({ length: 8 }, () => faucet(POOR)));
  // The node says that it took a transaction, and may mine it a moment later.
  await expect.poll(() => chain.balanceOf(POOR)).toBe(90_000_001n);
});

it("gives nothing to who has a hundred", async () => {
  const reader = toAddress(chain.accounts.readers[0]?.address ?? POOR);
  await expect(faucet(reader)).rejects.toMatchObject({ code: "faucet_empty" });
});
