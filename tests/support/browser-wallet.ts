// A wallet for browser tests as an extension would bring it: announced by EIP-6963, asked by EIP-1193, signing in Node.
import type { BrowserContext, Page } from "@playwright/test";
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
  /** Signs with this account although it shows another. */
  signsAs: LocalAccount | null;
  /** The same for any other method. */
  before: (method: string) => Promise<void>;
  /** Its owner selects another account, or with null disconnects it from the page. */
  select(page: Page, account: LocalAccount | null): Promise<void>;
}

interface Call {
  method: string;
  params: unknown[];
}

type Answer = { result: unknown } | { error: { code: number; message: string } };

const refuse = (code: number, message: string): Answer => ({ error: { code, message } });

/** Every page of the context, from its next document on, finds the wallet. */
export async function injectWallet(context: BrowserContext, first: LocalAccount, chainId = 84532): Promise<BrowserWallet> {
  let account = first;
  let connected = false;
  const wallet: BrowserWallet = {
    address: account.address,
    chainId,
    declines: new Set(),
    signed: [],
    beforeSigning: async () => {},
    signsAs: null,
    before: async () => {},
    async select(page, next) {
      connected = next !== null;
      if (next) account = next;
      const accounts = next ? [next.address] : [];
      await page.evaluate((detail) => dispatchEvent(new CustomEvent("test-wallet", { detail })), accounts);
    },
  };
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
      sign("eth_signTypedData_v4", () =>
        (wallet.signsAs ?? account).signTypedData(JSON.parse(String(json)) as TypedDataDefinition),
      ),
  };
  async function sign(method: string, make: () => Promise<Hex>): Promise<Hex> {
    await wallet.beforeSigning();
    wallet.signed.push(method);
    return make();
  }
  await context.exposeBinding("askTestWallet", async (_source, { method, params }: Call): Promise<Answer> => {
    await wallet.before(method);
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
  addEventListener("test-wallet", (event) => {
    for (const listener of listeners.get("accountsChanged") ?? []) listener((event as CustomEvent<string[]>).detail);
  });
  const icon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";
  const info = { uuid: "5b1f6d4e-6a3c-4c53-9a53-1f3c2f0c6c11", name, icon, rdns: "example.test-wallet" };
  const detail = Object.freeze({ info, provider });
  const say = () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  addEventListener("eip6963:requestProvider", say);
  say();
}
