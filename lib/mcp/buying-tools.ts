// The tools about money. `read` is the paid URL itself, asked within this process: one wall, one purchase path, one set of limits.
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { toDecimal } from "../kernel/money";
import { cachedPaymentRequired } from "../paywall/offer-cache";
import { serveContent } from "../paywall/serve-content";
import { services } from "../services";
import { decodeHeader } from "../x402/exact/authorization";
import { paidRequest } from "./paid-request";
import { jsonResult, META, metaOf, paymentRequiredResult, problemResult } from "./results";
import { defineTool, ofItem } from "./tool";

type PaymentRequired = Record<string, unknown> & { accepts: { amount: string; network: string; payTo: string }[] };

const decode = (header: string | null | undefined) => decodeHeader(header ?? "") as PaymentRequired;

export const quote = defineTool({
  name: "quote",
  title: "What a piece costs",
  description:
    "The price of a piece and the x402 PaymentRequired that buys it, without buying. The price is honoured for 15 minutes. To pay, sign one of `paymentRequired.accepts` and call `read` with it.",
  input: ofItem,
  async call({ itemId }) {
    const paymentRequired = decode((await cachedPaymentRequired({ itemId })).headers["PAYMENT-REQUIRED"]);
    const ways = paymentRequired.accepts.map(({ amount, network, payTo }) => ({
      priceUsd: toDecimal(BigInt(amount)),
      amount,
      network,
      payTo,
    }));
    return jsonResult({ itemId, ways, paymentRequired });
  },
});

export const read = defineTool({
  name: "read",
  title: "Read a piece, which may be paid for",
  description: `The paid content of a piece: an article's Markdown, or a manifest of files with their addresses. Without a payment it answers isError with x402's PaymentRequired in structuredContent: sign one of accepts and call again with params._meta["${META.payment}"] = PaymentPayload; the settlement is in result._meta["${META.settlement}"]. A wallet that bought it reads again for nothing: sign extensions["sign-in-with-x"].info as an EIP-4361 message and call with params._meta["${META.proof}"]. After settlement_pending, call again with the same payment and the ${META.claim} of that result; never sign a second one.`,
  input: ofItem,
  pays: true,
  async call({ itemId }, { request, meta }) {
    const url = `${services().origin}/api/items/${itemId}/content`;
    const answer = await serveContent(paidRequest(url, request, meta), itemId, undefined);
    return answer.status === 402 ? unpaid(answer) : answer.ok ? opened(answer) : problemResult(answer);
  },
});

/** A payment that was refused: what became of it stands beside the new terms. */
function unpaid(answer: Response): CallToolResult {
  return { ...paymentRequiredResult(decode(answer.headers.get("payment-required")), "read"), _meta: metaOf(answer) };
}

const opened = async (answer: Response): Promise<CallToolResult> => ({
  content: [{ type: "text", text: await answer.text() }],
  _meta: metaOf(answer),
});
