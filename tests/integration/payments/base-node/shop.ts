// The paid route over a market behind a node like Base's, called as foreign clients call it.
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { deriveKey } from "../../../../lib/config/keys";
import type { Hex } from "../../../../lib/kernel/address";
import { createLocalStore } from "../../../../lib/storage/local-store";
import { createReceiptSigner } from "../../../../lib/x402/receipts/signed-receipt";
import { authorize, offerV2, payloadV1, payloadV2, type Signer, toBase64 } from "../../../conformance/payer";
import type { BaseWorld } from "../../../support/base-node/world";
import { railOf } from "../../../support/payments";
import { scratchFolder } from "../../../support/scratch";
import { walletCode } from "../../attack/counterfactual-wallet";

type Get = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

export type Version = 1 | 2;

export interface Shop {
  get(itemId: string, headers?: Record<string, string>): Promise<Response>;
  /** What pays for an item, signed by this wallet for the price it is shown. */
  sign(itemId: string, buyer: Signer, version: Version): Promise<Record<string, string>>;
  close(): void;
}

export async function openShop(world: BaseWorld): Promise<Shop> {
  const scratch = scratchFolder();
  const secret = "a secret of the tests";
  const keys = {
    signInKey: deriveKey(secret, "sign-in-with-x"),
    receiptSigner: createReceiptSigner(deriveKey(secret, "receipts")),
  };
  const visits = { count: () => {} };
  Object.assign(globalThis, {
    pennypost: { ...world, ...keys, rails: [railOf(world)], visits, store: createLocalStore(scratch.path("files")) },
  });
  const { GET }: { GET: Get } = await import("../../../../app/api/items/[itemId]/content/route");
  const urlOf = (itemId: string) => `${world.origin}/api/items/${itemId}/content`;
  const get: Shop["get"] = (itemId, headers = {}) =>
    GET(new Request(urlOf(itemId), { headers }), { params: Promise.resolve({ itemId }) });
  return {
    get,
    async sign(itemId, buyer, version) {
      const offer = offerV2(await get(itemId));
      const payload = await authorize(buyer, offer.payTo, offer.amount);
      const [name, shown] =
        version === 1 ? ["X-PAYMENT", payloadV1(payload)] : ["PAYMENT-SIGNATURE", payloadV2(payload, offer, urlOf(itemId))];
      return { [name]: toBase64(shown) };
    },
    close() {
      Reflect.deleteProperty(globalThis, "pennypost");
      scratch.remove();
    },
  };
}

const RICH = 1_000_000_000n;

async function give(world: BaseWorld, address: Hex): Promise<void> {
  const { minter } = world.chain.accounts;
  await world.chain.client.writeContract({
    account: minter.account,
    address: world.chain.usdc,
    abi: world.chain.usdcAbi,
    functionName: "mint",
    args: [address, RICH],
  });
}

/** Wallets that nobody has seen, each with money: keys, and contracts that check one key's signatures (ERC-1271). */
export async function newBuyers(world: BaseWorld, kinds: ("key" | "contract")[]): Promise<Signer[]> {
  const buyers: Signer[] = [];
  for (const kind of kinds) {
    const key: PrivateKeyAccount = privateKeyToAccount(generatePrivateKey());
    const address = kind === "key" ? key.address : privateKeyToAccount(generatePrivateKey()).address;
    if (kind === "contract") await world.chain.client.setCode({ address, bytecode: walletCode(key.address) });
    await give(world, address);
    buyers.push({ account: { ...key, address } });
  }
  // Also a node that is a block behind has seen their money.
  await world.node.seal(2);
  return buyers;
}
