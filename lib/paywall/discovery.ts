// How catalogues are told of a paid URL: its route, what it answers, and the tags that they take.
import type { ItemOffer } from "../catalog/items/offer";
import type { Discovery } from "../x402/bazaar";
import type { PaidResource } from "./offer-cache";

const TAGS_MAX = 5;
const CATALOGUE_TAG = /^[\x20-\x7e]{1,32}$/;

export const catalogueTags = (tags: readonly string[]): string[] =>
  tags.filter((tag) => CATALOGUE_TAG.test(tag)).slice(0, TAGS_MAX);

function outputOf({ kind, title, dek, versionNumber: version }: ItemOffer): Discovery["output"] {
  const free = dek || title;
  return kind === "article"
    ? { type: "text", format: "text/markdown", example: free }
    : { type: "json", format: "application/json", example: { version, files: [], note: free } };
}

/** Its example is of the free part. */
export function discoveryOf(offer: ItemOffer, { itemId, fileId }: PaidResource): Discovery {
  if (!fileId) return { routeTemplate: "/api/items/:itemId/content", pathParams: { itemId }, output: outputOf(offer) };
  const output = { type: "binary", format: offer.mimeType };
  return { routeTemplate: "/api/items/:itemId/files/:fileId", pathParams: { itemId, fileId }, output };
}
