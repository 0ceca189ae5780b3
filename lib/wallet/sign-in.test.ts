import { afterEach, expect, it, vi } from "vitest";
import { toAddress } from "../kernel/address";
import { signIn } from "./sign-in";
import type { Wallet } from "./wallet";

vi.mock("../browser/public-config", () => ({ readPublicConfig: () => ({ rails: [{ name: "base" }, { name: "local-eurc" }] }) }));
afterEach(() => vi.unstubAllGlobals());

const account = {
  address: toAddress("0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65"),
  chainId: 8453,
  walletName: "Test",
} as const;
const signMessage = vi.fn();
const walletOn = (chainId: number): Wallet => ({
  connect: async () => ({ ...account, chainId }),
  switchNetwork: async () => {},
  signMessage,
  signTransfer: vi.fn(),
  disconnect: async () => {},
});

it("a wallet is not asked to sign once Cancel was pressed", async () => {
  const cancelling = new AbortController();
  vi.stubGlobal("location", { host: "pennypost.example", origin: "https://pennypost.example" });
  vi.stubGlobal("fetch", async () => {
    cancelling.abort();
    return Response.json({ nonce: "a1b2c3d4e5f6a7b8" });
  });
  await expect(signIn(walletOn(8453), cancelling.signal)).rejects.toThrow();
  expect(signMessage).not.toHaveBeenCalled();
});

it.each([
  [8453, 8453],
  [43113, 43113],
  [1, 8453],
])("a wallet on chain %i signs for chain %i: its own where that is sold on, else the market's", async (chainId, named) => {
  vi.stubGlobal("location", { host: "pennypost.example", origin: "https://pennypost.example" });
  vi.stubGlobal("fetch", async () => Response.json({ nonce: "a1b2c3d4e5f6a7b8" }));
  signMessage.mockReset().mockRejectedValue(new Error("Declined."));
  await expect(signIn(walletOn(chainId))).rejects.toThrow("Declined.");
  expect(signMessage.mock.calls[0]?.[1]).toContain(`Chain ID: ${named}\n`);
});
