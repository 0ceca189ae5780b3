// A wallet for browser tests as an extension would bring it: announced by EIP-6963, asked by EIP-1193, signing in Node.
import type { BrowserContext } from "@playwright/test";
import type { Address, Hex, LocalAccount, TypedDataDefinition } from "viem";

export const walletName = "Test wallet";

export interface BrowserWallet {
  address: Address;
  /** The network it is on; a page that asks may switch it. */
  chainId: number;
  /** Methods its owner says no to. */
  declines: Set<string>;
  /** Methods its owner said yes to by signing, in order. */
  signed: string[];
  /** What happens while the owner looks at the request. */
  beforeSigning: () => Promise<void>;
}

interface Call {
  method: string;
  params: unknown[];
}

type Answer = { result: unknown } | { error: { code: number; message: string } };

const refuse = (code: number, message: string): Answer => ({ error: { code, message } });

/** Every page of the context, from its next document on, finds the wallet. */
export async function injectWallet(context: BrowserContext, account: LocalAccount, chainId = 84532): Promise<BrowserWallet> {
  const wallet: BrowserWallet = {
    address: account.address,
    chainId,
    declines: new Set(),
    signed: [],
    beforeSigning: async () => {},
  };
  let connected = false;
  const methods: Record<string, (params: unknown[]) => unknown> = {
    eth_accounts: () => (connected ? [account.address] : []),
    eth_requestAccounts() {
      connected = true;
      return [account.address];
    },
    eth_chainId: () => `0x${wallet.chainId.toString(16)}`,
    wallet_switchEthereumChain([wanted]) {
      wallet.chainId = Number((wanted as { chainId: Hex }).chainId);
      return null;
    },
    personal_sign: ([message]) => sign("personal_sign", () => account.signMessage({ message: { raw: message as Hex } })),
    eth_signTypedData_v4: ([, json]) =>
      sign("eth_signTypedData_v4", () => account.signTypedData(JSON.parse(String(json)) as TypedDataDefinition)),
  };
  async function sign(method: string, make: () => Promise<Hex>): Promise<Hex> {
    await wallet.beforeSigning();
    wallet.signed.push(method);
    return make();
  }
  await context.exposeBinding("askTestWallet", async (_source, { method, params }: Call): Promise<Answer> => {
    if (wallet.declines.has(method)) return refuse(4001, "The owner declined.");
    const answer = Object.hasOwn(methods, method) ? methods[method] : undefined;
    return answer ? { result: await answer(params) } : refuse(4200, `This wallet does not do ${method}.`);
  });
  await context.addInitScript(announce, walletName);
  return wallet;
}

/** Runs in the page, before its own scripts. */
function announce(name: string): void {
  const ask = (call: Call) => (window as unknown as { askTestWallet(call: Call): Promise<Answer> }).askTestWallet(call);
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  const provider = {
    async request({ method, params }: { method: string; params?: unknown[] }) {
      const answer = await ask({ method, params: params ?? [] });
      if ("error" in answer) throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
      if (method === "wallet_switchEthereumChain") {
        const [{ chainId }] = params as [{ chainId: string }];
        for (const listener of listeners.get("chainChanged") ?? []) listener(chainId);
      }
      return answer.result;
    },
    on(event: string, listener: (value: unknown) => void) {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
    },
    removeListener(event: string, listener: (value: unknown) => void) {
      listeners.get(event)?.delete(listener);
    },
  };
  const icon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";
  const info = { uuid: "5b1f6d4e-6a3c-4c53-9a53-1f3c2f0c6c11", name, icon, rdns: "example.test-wallet" };
  const detail = Object.freeze({ info, provider });
  const say = () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  addEventListener("eip6963:requestProvider", say);
  say();
}
