// The tools that cost nothing: what is for sale, and the free part of it.
import { listMarket } from "../catalog/market/list-market";
import { marketQuerySchema } from "../catalog/market/schemas";
import { services } from "../services";
import { describeItem, describePreview, getPreview } from "./describe-item";
import { jsonResult } from "./results";
import { defineTool, ofItem } from "./tool";

export const search = defineTool({
  name: "search",
  title: "Find pieces for sale",
  description: "Articles and files for sale, 24 at a time, with their prices. Costs nothing.",
  input: marketQuerySchema,
  async call({ creator, maxPrice, ...query }) {
    const page = await listMarket(services(), { ...query, creatorHandle: creator, priceMax: maxPrice });
    return jsonResult({ items: page.rows.map(describeItem), next: page.next, corrected: page.corrected });
  },
});

export const preview = defineTool({
  name: "preview",
  title: "The free part of a piece",
  description: "The free part of a piece as Markdown, and what stands behind the line: headings, words, files. Costs nothing.",
  input: ofItem,
  call: async ({ itemId }) => jsonResult(describePreview(await getPreview(itemId))),
});
