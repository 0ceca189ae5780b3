import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { toAddress } from "@/lib/kernel/address";
import { walletAccount } from "@/lib/wallet/wallet";
import { networks } from "@/lib/x402/networks";
import { buy, leaveWallet } from "./buy";
import type { WallEvent } from "./wall-machine";

const wallet = { connect: vi.fn(), switchNetwork: vi.fn(), signTransfer: vi.fn(), disconnect: vi.fn() };
vi.mock("@/components/wallet/open-wallet", () => ({ openWallet: async () => wallet, signInWithWallet: vi.fn() }));
vi.mock("@/lib/browser/report-visit", () => ({ reportVisit: vi.fn() }));
vi.mock("@/lib/browser/public-config", () => ({ publicNetwork: () => networks.base }));

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

it("another wallet can be used once the connected one has been left", async () => {
  await leaveWallet();
  expect(wallet.disconnect).not.toHaveBeenCalled();
  walletAccount.set({ ...reader, address: toAddress("0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65") });
  await leaveWallet();
  expect(wallet.disconnect).toHaveBeenCalledOnce();
});
