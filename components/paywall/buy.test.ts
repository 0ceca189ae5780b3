import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { publicNetworks } from "@/lib/browser/public-networks";
import { toAddress } from "@/lib/kernel/address";
import { walletAccount } from "@/lib/wallet/wallet";
import { decodeHeader, encodeHeader } from "@/lib/x402/exact/authorization";
import type { Network } from "@/lib/x402/networks";
import { buy, leaveWallet, present } from "./buy";
import { newPendingPayment } from "./pending-payment";
import type { WallEvent } from "./wall-machine";

const wallet = { connect: vi.fn(), switchNetwork: vi.fn(), signTransfer: vi.fn(), disconnect: vi.fn() };
vi.mock("@/components/wallet/open-wallet", () => ({ openWallet: async () => wallet }));
vi.mock("@/components/wallet/connect-wallet", () => ({
  connectWallet: async () => ({ wallet, account: await wallet.connect() }),
  signInWithWallet: vi.fn(),
}));
vi.mock("@/lib/browser/report-visit", () => ({ reportVisit: vi.fn() }));
vi.mock("@/lib/browser/public-config", () => ({
  readPublicConfig: () => ({ rails: [{ name: "base" }, { name: "local-eurc" }] }),
}));

const item = { id: "item_1", kind: "article", payTo: toAddress("0x70997970C51812dc3A010C7d01b50e0d17dc79C8") } as const;
const reader = { address: toAddress("0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65"), chainId: 1, walletName: "Test" };

beforeEach(() => vi.clearAllMocks());
afterEach(() => vi.unstubAllGlobals());

it("asks a wallet for nothing any more once Cancel was pressed while it came", async () => {
  const cancelling = new AbortController();
  wallet.connect.mockImplementation(async () => {
    cancelling.abort();
    return reader;
  });
  const events: WallEvent["type"][] = [];
  await buy({ item, amount: 250_000n, emit: ({ type }) => events.push(type), signal: cancelling.signal });
  expect(wallet.switchNetwork).not.toHaveBeenCalled();
  expect(wallet.signTransfer).not.toHaveBeenCalled();
  expect(events).toEqual(["connecting", "stopped"]);
});

it("says of a 402 that is no offer what is true of it, and asks for no signature", async () => {
  wallet.connect.mockResolvedValue({ ...reader, chainId: 8453 });
  const answer = (url: string) =>
    url.endsWith("/balance") ? Response.json({ amount: "1000000" }) : new Response("<p>Pay here.</p>", { status: 402 });
  vi.stubGlobal("fetch", async (url: string) => answer(url));
  const events: WallEvent[] = [];
  const { signal } = new AbortController();
  await buy({ item, amount: 250_000n, emit: (event) => events.push(event), signal });
  expect(events.at(-1)).toEqual({ type: "stopped", notice: "not_as_shown" });
  expect(wallet.signTransfer).not.toHaveBeenCalled();
});

it("goes on by itself once the money has arrived, and not for another account", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { hidden: false });
  const account = { ...reader, chainId: 8453 };
  wallet.connect.mockResolvedValue(account);
  const answer = (url: string) =>
    url.includes("/balance") ? Response.json({ amount: balances.shift() }) : new Response("", { status: 402 });
  vi.stubGlobal("fetch", async (url: string) => answer(url));
  let balances = ["100000", "200000", "250000"];
  const told = async () => {
    walletAccount.set(account);
    const events: WallEvent[] = [];
    const { signal } = new AbortController();
    const done = buy({ item, amount: 250_000n, emit: (event) => events.push(event), signal });
    await vi.advanceTimersByTimeAsync(7_000);
    return { events, done };
  };
  const first = await told();
  const low = { type: "low-balance", address: reader.address, watched: true };
  expect(first.events.slice(-2)).toEqual([
    { ...low, balance: 100_000n },
    { ...low, balance: 200_000n },
  ]);
  await vi.advanceTimersByTimeAsync(5_000);
  await first.done;
  expect(first.events.slice(-2)).toEqual([
    { type: "checking", what: "terms" },
    { type: "stopped", notice: "not_as_shown" },
  ]);

  balances = ["100000", "250000"];
  const third = told();
  walletAccount.set({ ...account, address: item.payTo });
  await (await third).done;
  expect((await third).events.at(-1)).toEqual({ type: "stopped", notice: "account_switched" });
  expect(wallet.signTransfer).not.toHaveBeenCalled();
  walletAccount.set(null);
  vi.useRealTimers();
});

it("sends a payment again with the secret that it was first sent with, which no other payment has", async () => {
  const sent: (string | null)[] = [];
  const answers = [new Response(null, { status: 502, headers: { "retry-after": "0.001" } }), new Response("The text.")];
  vi.stubGlobal("fetch", async (_url: string, { headers }: RequestInit) => {
    sent.push(new Headers(headers).get("x-payment-claim"));
    return answers.shift();
  });
  const payment = newPendingPayment(encodeHeader({ network: "base" }));
  await present({ item, amount: 250_000n, emit: () => {}, signal: new AbortController().signal }, payment, false);
  expect(sent).toEqual([payment.claim, payment.claim]);
  expect(payment.claim).toMatch(/^[A-Za-z0-9_-]{32,128}$/);
  expect(newPendingPayment("a header").claim).not.toBe(payment.claim);
});

it("another wallet can be used once the connected one has been left", async () => {
  await leaveWallet();
  expect(wallet.disconnect).not.toHaveBeenCalled();
  walletAccount.set({ ...reader, address: toAddress("0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65") });
  await leaveWallet();
  expect(wallet.disconnect).toHaveBeenCalledOnce();
});

const [market, second = market] = publicNetworks();

const offerOn = (network: Network) => ({
  scheme: "exact",
  network: network.v1,
  maxAmountRequired: "250000",
  asset: network.asset,
  payTo: item.payTo,
  resource: "https://pennypost.example/api/items/item_1/content",
  maxTimeoutSeconds: 300,
  extra: network.domain,
});

it.each([
  ["its own chain, which is sold on", second.chainId, second, false],
  ["the market's first chain, from that chain", market.chainId, market, false],
  ["the market's first chain, to which it is switched from a strange one", 1, market, true],
] as const)("a wallet pays on %s", async (_where, chainId, network, isSwitched) => {
  wallet.connect.mockResolvedValue({ ...reader, chainId });
  wallet.signTransfer.mockResolvedValue(`0x${"11".repeat(65)}`);
  const asked: string[] = [];
  const paid: string[] = [];
  vi.stubGlobal("fetch", async (url: string, init?: { headers: Record<string, string> }) => {
    asked.push(url);
    const payment = init?.headers["X-PAYMENT"];
    if (payment) paid.push(payment);
    if (url.includes("/balance")) return Response.json({ amount: "1000000" });
    if (payment) return new Response("<p>Paid.</p>");
    return Response.json({ x402Version: 1, accepts: [market, second].map(offerOn) }, { status: 402 });
  });
  const events: WallEvent["type"][] = [];
  await buy({ item, amount: 250_000n, emit: ({ type }) => events.push(type), signal: new AbortController().signal });
  expect(events.at(-1)).toBe("opened");
  expect(wallet.switchNetwork).toHaveBeenCalledTimes(isSwitched ? 1 : 0);
  const domain = { ...network.domain, chainId: network.chainId, verifyingContract: network.asset };
  expect(wallet.signTransfer.mock.calls).toEqual([[reader.address, expect.objectContaining({ domain })]]);
  expect(paid.map(decodeHeader)).toEqual([expect.objectContaining({ network: network.v1 })]);
  expect(asked).toContain(`/api/wallets/${reader.address}/balance?network=${encodeURIComponent(network.caip2)}`);
});
