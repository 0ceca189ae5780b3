// What an agent needs to know of this site, on one page of Markdown (llmstxt.org): how to find, buy and read again.

import type { Facts } from "@/app/docs/agents/guide";
import { readFacts } from "@/app/docs/agents/read-facts";
import { toProblem } from "@/lib/route";

const briefOf = ({ origin, network, faucet, itemId }: Facts) => `# Pennypost

> Articles and files sold by the piece for USDC on ${network.label} (\`${network.caip2}\`, asset \`${network.asset}\`). People and agents pay the same URL at the same price; no account and no API key is needed to buy, and network fees are paid for you.

- Find: \`GET ${origin}/api/items?search=tides&sort=cheapest\`, page by page; the free part of a piece is on its page, \`${origin}/@creator/piece\`.
- Buy: \`GET ${origin}/api/items/${itemId}/content\` answers \`402\` with x402 terms (version 2 in the header \`PAYMENT-REQUIRED\`, version 1 as the body). Sign one of them and send the same request with \`PAYMENT-SIGNATURE\` or \`X-PAYMENT\`: the answer is \`200\` with the bytes. A piece's page, asked with \`Accept: application/json\`, does the same.
- \`503 settlement_pending\`: send the same header again, with the X-PAYMENT-CLAIM of this answer; never sign a second payment. \`409 already_owned\`: nothing was charged.
- As tools: \`${origin}/mcp\` (MCP, streamable HTTP, no session): search, preview, quote, read, library, verify_receipt.
- Read again without paying: \`SIGN-IN-WITH-X\`, signed by the wallet that paid.${faucet ? `\n- Test USDC: \`POST ${origin}/api/wallets/0x…/faucet\`.` : ""}

## Docs

- [How a script buys](${origin}/docs/agents): the whole way, with code for x402 clients
- [OpenAPI](${origin}/openapi.json): every operation of a buyer; [of a creator](${origin}/openapi/creator.json)
- [Error codes](${origin}/docs/errors): what each one means and what to do
- [Server facts](${origin}/.well-known/pennypost.json): network, asset, and who signs receipts

## Content

- [Newest pieces](${origin}/feed.json): a JSON feed, with free parts and prices
- [Sitemap](${origin}/sitemap.xml)
`;

export async function GET(_request: Request): Promise<Response> {
  try {
    const headers = { "Content-Type": "text/markdown; charset=utf-8", "Cache-Control": "public, max-age=60" };
    return new Response(briefOf(await readFacts()), { headers });
  } catch (error) {
    return toProblem(error);
  }
}
