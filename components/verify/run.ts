// The verifier with what it needs in a browser. Loaded when there is a receipt to look at: it is more code than the page.

import { readPublicConfig } from "@/lib/browser/public-config";
import { publicNetworks } from "@/lib/browser/public-networks";
import { findNetwork } from "@/lib/x402/networks";
import { createRpcReader } from "@/lib/x402/receipts/chain-reader";
import { digest } from "@/lib/x402/receipts/digest";
import type { GivenContent } from "@/lib/x402/receipts/receipt-content-checks";
import { parseReceipt } from "@/lib/x402/receipts/receipt-schema";
import { fetchReceiptSigner } from "@/lib/x402/receipts/server-facts";
import { type Verdict, verifyReceipt } from "@/lib/x402/receipts/verify-receipt";
import type { Means } from "./types";

type FindSigner = (origin: string) => Promise<string | null>;

/** What a receipt is checked with unless somebody says otherwise: a public node, and the key that its shop names. */
export async function findMeans(text: string, findSigner: FindSigner = fetchReceiptSigner): Promise<Means> {
  const parsed = parseReceipt(text);
  if ("fault" in parsed) return { rpcUrl: "", signer: "", namedBy: null };
  const { origin, network: caip2 } = parsed.receipt.receipt;
  const own = publicNetworks().findIndex((network) => network.caip2 === caip2);
  const ownNode = readPublicConfig().rails[own]?.rpcUrl;
  const signer = (await findSigner(origin)) ?? "";
  return { rpcUrl: ownNode ?? findNetwork(caip2, origin)?.publicRpc ?? "", signer, namedBy: signer ? origin : null };
}

export async function run(text: string, { rpcUrl, signer, namedBy }: Means, files: readonly File[]): Promise<Verdict> {
  const content: GivenContent[] = [];
  for (const file of files) content.push({ name: file.name, ...(await digest(file.stream())) });
  return verifyReceipt(text, {
    expected: signer ? { signer, source: namedBy ?? "you" } : null,
    chain: URL.canParse(rpcUrl) ? createRpcReader(rpcUrl) : null,
    content,
  });
}

/** For many receipts: each shop is asked once for its key. */
export function makeRun(): (text: string) => Promise<Verdict> {
  const asked = new Map<string, Promise<string | null>>();
  const findSigner: FindSigner = (origin) => {
    const signer = asked.get(origin) ?? fetchReceiptSigner(origin);
    asked.set(origin, signer);
    return signer;
  };
  return async (text) => run(text, await findMeans(text, findSigner), []);
}
