// An EIP-1193 provider inside the page that signs with a published test account. For the local chain only.
import { hexToBytes, type LocalAccount, numberToHex, type TypedDataDefinition } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import type { Hex } from "../kernel/address";
import { networks } from "../x402/networks";
import type { RailName } from "../x402/rail-networks";

/** anvil's published mnemonic, whose keys are public. */
const publishedMnemonic = "test test test test test test test test test test test junk";

export interface DemoProvider {
  request(call: { method: string; params?: unknown }): Promise<unknown>;
}

/** An error with an EIP-1193 code. */
class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** The provider of account `index` of the published mnemonic. Throws on any network but the local one. */
export function demoProvider(network: RailName, index: number): DemoProvider {
  if (network !== "local") throw new Error("Demo wallets exist on the local test chain only.");
  const chainId = numberToHex(networks.local.chainId);
  let derived: LocalAccount | undefined;
  const account = () => {
    derived ??= mnemonicToAccount(publishedMnemonic, { addressIndex: index });
    return derived;
  };
  const owned = (address: unknown) => {
    if (String(address).toLowerCase() === account().address.toLowerCase()) return account();
    throw new ProviderError(4100, "This demo wallet does not hold that account.");
  };
  const methods: Record<string, (params: unknown[]) => unknown> = {
    eth_accounts: () => [account().address],
    eth_requestAccounts: () => [account().address],
    eth_chainId: () => chainId,
    personal_sign: ([message, address]) => owned(address).signMessage({ message: { raw: hexToBytes(message as Hex) } }),
    eth_signTypedData_v4: ([address, json]) => owned(address).signTypedData(JSON.parse(String(json)) as TypedDataDefinition),
    wallet_switchEthereumChain: ([wanted]) => {
      if ((wanted as { chainId?: unknown } | undefined)?.chainId === chainId) return null;
      throw new ProviderError(4902, "A demo wallet knows the local test chain only.");
    },
  };
  return {
    async request({ method, params }) {
      const answer = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (!answer) throw new ProviderError(4200, `A demo wallet does not do ${method}.`);
      return answer(Array.isArray(params) ? params : []);
    },
  };
}
