// What an agent needs to know of this site, on one page of Markdown: how to find, buy and read again, and what is new.
import type { Facts } from "@/app/docs/agents/guide";
import { readFacts } from "@/app/docs/agents/read-facts";
import { type LlmsFile, serveLlms } from "@/lib/feeds/llms";
import { plain } from "@/lib/markdown/plain";
import { listCachedTags } from "@/lib/public-cache/cached-market";
import { toProblem } from "@/lib/route";
import { services } from "@/lib/services";

const TAGS_MAX = 30;

const descriptionOf = ({ network }: Facts) =>
  `Articles and files sold by the piece for USDC on ${network.label} (${network.caip2}, asset ${network.asset}). People and agents pay the same URL at the same price; no account and no API key is needed to buy, and network fees are paid for you.`;

const guideOf = ({ origin, faucet, itemId }: Facts) =>
  `- Find: \`GET ${origin}/api/items?search=tides&sort=cheapest\`, page by page; the free part of a piece is at \`${origin}/@creator/piece.md\`.
- Buy: \`GET ${origin}/api/items/${itemId}/content\` answers \`402\` with x402 terms (version 2 in the header \`PAYMENT-REQUIRED\`, version 1 as the body). Sign one of them and send the same request with \`PAYMENT-SIGNATURE\` or \`X-PAYMENT\`: the answer is \`200\` with the bytes. A piece's page, asked with \`Accept: application/json\`, does the same; with \`.md\` behind its address or \`Accept: text/markdown\` the 402 has the free part as its body, and the answer to a payment is the whole piece in Markdown.
- \`503 settlement_pending\`: send the same header again, with the X-PAYMENT-CLAIM of this answer; never sign a second payment. \`409 already_owned\`: nothing was charged.
- As tools: \`${origin}/mcp\` (MCP, streamable HTTP, no session): search, preview, quote, read, library, verify_receipt.
- Read again without paying: \`SIGN-IN-WITH-X\`, signed by the wallet that paid.${faucet ? `\n- Test USDC: \`POST ${origin}/api/wallets/0x…/faucet\`.` : ""}

## Docs

- [How a script buys](${origin}/docs/agents): the whole way, with code for x402 clients
- [OpenAPI](${origin}/openapi.json): every operation of a buyer; [of a creator](${origin}/openapi/creator.json)
- [Error codes](${origin}/docs/errors): what each one means and what to do
- [Server facts](${origin}/.well-known/pennypost.json): network, asset, and who signs receipts`;

async function moreOf(origin: string): Promise<string> {
  const tags = (await listCachedTags(services())).slice(0, TAGS_MAX);
  const lines = tags.map(({ tag, items }) => `- [${plain(tag)}](${origin}/llms.txt?tag=${encodeURIComponent(tag)}): ${items}`);
  return [
    "## More",
    "",
    `- [JSON feed](${origin}/feed.json): free parts and prices, as HTML`,
    `- [Sitemap](${origin}/sitemap.xml)`,
    `- Of one creator: \`${origin}/@creator/llms.txt\``,
    ...(lines.length > 0 ? ["", "## Tags", "", ...lines] : []),
  ].join("\n");
}

export const marketLlms =
  (file: LlmsFile) =>
  async (request: Request): Promise<Response> => {
    try {
      const facts = await readFacts();
      const [description, guide, more] = [descriptionOf(facts), guideOf(facts), await moreOf(facts.origin)];
      return await serveLlms(request, file, { title: "Pennypost", description, path: "/", guide, more });
    } catch (error) {
      return toProblem(error);
    }
  };
