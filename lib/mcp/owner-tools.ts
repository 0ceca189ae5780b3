// The tools of whoever bought something: their library, and receipts.
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import { clientOf } from "../http/node/client-address";
import type { Address } from "../kernel/address";
import { purchaseParams } from "../kernel/params";
import { libraryPageCodec, libraryQuerySchema } from "../payments/library/codecs";
import { listOwned } from "../payments/library/list-owned";
import { getSignedReceipt } from "../payments/library/sign-receipt";
import { challengeFor, takeProof } from "../paywall/wallet-proof";
import { services } from "../services";
import { findActor, showsApiKey } from "../session/find-actor";
import { parseReceipt } from "../x402/receipts/receipt-schema";
import { verifyReceipt } from "../x402/receipts/verify-receipt";
import { paidRequest } from "./paid-request";
import { jsonResult, META, paymentRequiredResult } from "./results";
import { type Call, defineTool } from "./tool";

const ROWS_MAX = 50;
const urlOfMcp = () => `${services().origin}/mcp`;

/** Nothing is paid here: a PaymentRequired that accepts no payment, only the proof. */
function proofRequired(error: string): CallToolResult {
  const resource = { description: "What this wallet bought", mimeType: "application/json", serviceName: "Pennypost" };
  return paymentRequiredResult({ x402Version: 2, error, resource, accepts: [], extensions: challengeFor(urlOfMcp()) }, "library");
}

/** Whose library: by an API key with the scope `library`, or by a proof. A cookie says nothing here, nor does a bearer of another make. */
async function ownerOf({ request, meta }: Call): Promise<{ wallet: Address } | { invalidReason: string }> {
  if (showsApiKey(request.headers)) {
    const authorization = request.headers.get("authorization") ?? "";
    return findActor({ auth: "session", scope: "library" }, new Headers({ authorization }));
  }
  const proof = await takeProof(paidRequest(urlOfMcp(), request, meta), urlOfMcp());
  return proof ?? { invalidReason: `${META.proof}: sign the challenge with the wallet that paid.` };
}

export const library = defineTool({
  name: "library",
  title: "What a wallet bought",
  description: `What a wallet bought, newest first; with receiptId, that purchase's signed receipt. Without a proof it answers isError with a challenge in structuredContent.extensions["sign-in-with-x"]: sign its info as an EIP-4361 message and call again with params._meta["${META.proof}"]. An API key with the scope "library", as the connection's bearer token, does the same. Costs nothing.`,
  input: libraryQuerySchema.extend({ receiptId: purchaseParams.shape.purchaseId.optional() }),
  async call({ receiptId, ...query }, call) {
    const owner = await ownerOf(call);
    if ("invalidReason" in owner) return proofRequired(owner.invalidReason);
    const { wallet } = owner;
    if (receiptId) return jsonResult({ ...(await getSignedReceipt(services(), { kind: "wallet", wallet }, receiptId)) });
    return jsonResult(libraryPageCodec.encode(await listOwned(services(), wallet, query, ROWS_MAX)));
  },
});

/** Each costs a few calls to the node. */
const CHECKS = { requests: 60, seconds: 60 } as const;

export const verify = defineTool({
  name: "verify_receipt",
  title: "Check a receipt",
  description:
    "Checks a receipt of this server: its signatures, and against the chain that the money moved. Give the whole file, as text or as JSON. Nobody has to believe this answer: npm run verify-receipt checks the same without this server. Costs nothing.",
  input: z.object({
    receipt: z.union([z.string().max(200_000), z.record(z.string(), z.unknown())]).describe("The receipt file."),
  }),
  async call({ receipt }, { request }) {
    const { limits, origin, receiptSigner, rails } = services();
    await limits.take("verify-receipt", CHECKS, clientOf(request.headers));
    const text = typeof receipt === "string" ? receipt : JSON.stringify(receipt);
    const parsed = parseReceipt(text);
    const facts = "receipt" in parsed ? parsed.receipt.receipt : undefined;
    const rail = rails.find(({ network }) => network.caip2 === facts?.network);
    const { state, checks } = await verifyReceipt(text, {
      expected: facts?.origin === origin ? { signer: receiptSigner.address, source: origin } : null,
      chain: rail?.reader ?? null,
      content: [],
    });
    return jsonResult({ state, checks });
  },
});
