import { recoverMessageAddress, recoverTypedDataAddress, stringToHex } from "viem";
import { describe, expect, it } from "vitest";
import { toAddress } from "../kernel/address";
import { newNonce, typedDataOf } from "../x402/exact/authorization";
import { networks } from "../x402/networks";
import { demoProvider } from "./demo-provider";

/** Account 4 of anvil's published mnemonic, as anvil prints it. */
const reader = "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65";
const provider = demoProvider("local", 4);

describe("a demo wallet", () => {
  it.each(["base", "base-sepolia"] as const)("does not exist on %s", (network) => {
    expect(() => demoProvider(network, 4)).toThrow("local test chain only");
  });

  it("has the published account, on the local chain", async () => {
    expect(await provider.request({ method: "eth_requestAccounts" })).toEqual([reader]);
    expect(await provider.request({ method: "eth_accounts" })).toEqual([reader]);
    expect(await provider.request({ method: "eth_chainId" })).toBe("0x14a34");
  });

  it("signs a message so that it recovers to its account", async () => {
    const message = "Sign in to Pennypost — “quotes”, accents é, lines\nand all.";
    const signature = await provider.request({ method: "personal_sign", params: [stringToHex(message), reader] });
    expect(await recoverMessageAddress({ message, signature: signature as `0x${string}` })).toBe(reader);
  });

  it("signs a transfer so that it recovers to its account", async () => {
    const typedData = typedDataOf(networks.local, {
      from: toAddress(reader),
      to: toAddress("0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
      value: 250_000n,
      validAfter: 0n,
      validBefore: 4_000_000_000n,
      nonce: newNonce(),
    });
    const json = JSON.stringify(typedData, (_key, part) => (typeof part === "bigint" ? part.toString() : part));
    const params = [reader.toLowerCase(), json];
    const signature = await provider.request({ method: "eth_signTypedData_v4", params });
    expect(await recoverTypedDataAddress({ ...typedData, signature: signature as `0x${string}` })).toBe(reader);
  });

  it.each([
    ["another account", "personal_sign", [stringToHex("hello"), networks.base.asset], 4100],
    ["another chain", "wallet_switchEthereumChain", [{ chainId: "0x2105" }], 4902],
    ["anything that sends", "eth_sendTransaction", [{ to: reader }], 4200],
    ["names it inherited", "toString", [], 4200],
  ])("refuses %s", async (_what, method, params, code) => {
    await expect(provider.request({ method, params })).rejects.toMatchObject({ code });
  });

  it("stays when asked for the chain it is on", async () => {
    const params = [{ chainId: "0x14a34" }];
    expect(await provider.request({ method: "wallet_switchEthereumChain", params })).toBeNull();
  });
});
