import { afterEach, expect, it, vi } from "vitest";
import { toAddress } from "../kernel/address";
import { networks } from "../x402/networks";
import { signIn } from "./sign-in";
import type { Wallet } from "./wallet";

afterEach(() => vi.unstubAllGlobals());

it("a wallet is not asked to sign once Cancel was pressed", async () => {
  const cancelling = new AbortController();
  vi.stubGlobal("location", { host: "pennypost.example", origin: "https://pennypost.example" });
  vi.stubGlobal("fetch", async () => {
    cancelling.abort();
    return Response.json({ nonce: "a1b2c3d4e5f6a7b8" });
  });
  const signMessage = vi.fn();
  const account = {
    address: toAddress("0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65"),
    chainId: 8453,
    walletName: "Test",
  } as const;
  const wallet: Wallet = {
    connect: async () => account,
    switchNetwork: async () => {},
    signMessage,
    signTransfer: vi.fn(),
    disconnect: async () => {},
  };
  await expect(signIn(wallet, networks.base, cancelling.signal)).rejects.toThrow();
  expect(signMessage).not.toHaveBeenCalled();
});
