import { custom, type Hex } from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { base } from "viem/chains";
import { describe, expect, it, vi } from "vitest";
import { type Config, createConfig, createConnector } from "wagmi";
import { connect } from "wagmi/actions";
import { toAddress } from "../kernel/address";
import { newNonce, typedDataOf } from "../x402/exact/authorization";
import { networks } from "../x402/networks";
import { restoreConnection, wagmiWallet } from "./wagmi-wallet";

const [owner, other] = [privateKeyToAccount(generatePrivateKey()), privateKeyToAccount(generatePrivateKey())];

const transfer = typedDataOf(networks.base, {
  from: toAddress(owner.address),
  to: toAddress(other.address),
  value: 250_000n,
  validAfter: 0n,
  validBefore: 2_000_000_000n,
  nonce: newNonce(),
});

interface Setup {
  /** What the wallet answers to a request for a signature. */
  answer: () => Promise<Hex>;
  /** Code at the owner's address; null: the node does not answer. */
  code?: Hex | null;
}

/** A wallet that is connected as `owner`, over a node that knows one contract at most. */
async function connected({ answer, code = "0x" }: Setup) {
  let tell: (accounts: readonly Hex[]) => void = () => {};
  let leave = () => {};
  const connector = createConnector(({ emitter }) => {
    tell = (accounts) => emitter.emit("change", { accounts });
    leave = () => emitter.emit("disconnect");
    return {
      id: "test",
      name: "Test",
      type: "test",
      connect: async () => ({ accounts: [owner.address] as never, chainId: base.id }),
      disconnect: async () => {},
      getAccounts: async () => [owner.address],
      getChainId: async () => base.id,
      getProvider: async () => ({ request: answer }),
      isAuthorized: async () => true,
      onAccountsChanged: () => {},
      onChainChanged: () => {},
      onDisconnect: () => {},
    };
  });
  const node = async ({ method }: { method: string }) => {
    if (method !== "eth_getCode" || code === null) throw new Error("The node does not answer.");
    return code;
  };
  const config: Config = createConfig({
    chains: [base],
    connectors: [connector],
    storage: null,
    multiInjectedProviderDiscovery: false,
    transports: { [base.id]: custom({ request: node }, { retryCount: 0 }) },
  });
  await restoreConnection(config);
  for (const made of config.connectors) await connect(config, { connector: made });
  const wallet = wagmiWallet(config, { open: () => {}, onClose: () => () => {} });
  return { wallet, become: (account: PrivateKeyAccount) => tell([account.address]), leave: () => leave() };
}

const sign = ({ wallet }: Awaited<ReturnType<typeof connected>>) => wallet.signTransfer(toAddress(owner.address), transfer);
const refusal = (code: number) => Promise.reject(Object.assign(new Error("No."), { code }));

const noWallets = () =>
  createConfig({
    chains: [base],
    connectors: [],
    storage: null,
    transports: { [base.id]: custom({ request: async () => null }) },
  });

it("a list of wallets does not open any more once Cancel was pressed", async () => {
  let opened = 0;
  const wallet = wagmiWallet(noWallets(), { open: () => opened++, onClose: () => () => {} });
  await expect(wallet.connect(AbortSignal.abort())).rejects.toMatchObject({ name: "Cancelled" });
  expect(opened).toBe(0);
});

it("a list of wallets that was closed leaves nothing behind that waits for Cancel", async () => {
  const { signal } = new AbortController();
  const [added, removed] = [vi.spyOn(signal, "addEventListener"), vi.spyOn(signal, "removeEventListener")];
  let close = () => {};
  const onClose = (listener: () => void) => {
    close = listener;
    return () => {};
  };
  const wallet = wagmiWallet(noWallets(), { open: () => close(), onClose });
  await expect(wallet.connect(signal)).rejects.toMatchObject({ name: "Cancelled" });
  expect(added).toHaveBeenCalledOnce();
  expect(removed.mock.calls).toEqual(added.mock.calls);
});

describe("a signature that was asked for", () => {
  it("is the account's own", async () => {
    const signature = await owner.signTypedData(transfer);
    expect(await sign(await connected({ answer: async () => signature }))).toBe(signature);
  });

  it("is not taken from another account, by whatever node that says it is none of a contract", async () => {
    const signature = await other.signTypedData(transfer);
    for (const code of ["0x", null] as const) {
      const refused = sign(await connected({ answer: async () => signature, code }));
      await expect(refused).rejects.toMatchObject({ name: "WalletTrouble", why: "switched" });
    }
  });

  it("may be anything for a contract, whose word the server asks for", async () => {
    const signature = await other.signTypedData(transfer);
    expect(await sign(await connected({ answer: async () => signature, code: "0x60" }))).toBe(signature);
    const wrapped = `${signature}00` as const;
    expect(await sign(await connected({ answer: async () => wrapped }))).toBe(wrapped);
  });

  it("is not waited for once the wallet shows another account, or none", async () => {
    const never = () => new Promise<Hex>(() => {});
    const switching = await connected({ answer: never });
    const switched = sign(switching);
    switching.become(other);
    await expect(switched).rejects.toMatchObject({ why: "switched" });
    const leaving = await connected({ answer: never });
    const left = sign(leaving);
    leaving.leave();
    await expect(left).rejects.toMatchObject({ why: "left" });
  });

  it("is not even asked for as an account that is gone", async () => {
    let asked = 0;
    const setup = await connected({ answer: async () => `0x${asked++}` });
    setup.become(other);
    await expect(sign(setup)).rejects.toMatchObject({ why: "switched" });
    expect(asked).toBe(0);
  });

  it("may be declined, or kept waiting by an earlier request", async () => {
    await expect(sign(await connected({ answer: () => refusal(4001) }))).rejects.toMatchObject({ name: "Cancelled" });
    await expect(sign(await connected({ answer: () => refusal(-32002) }))).rejects.toMatchObject({ why: "busy" });
  });
});
