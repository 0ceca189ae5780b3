// What a wallet owns, and the receipts of it.
import { itemParams, purchaseParams } from "../../kernel/params";
import type { RouteSpec } from "../../kernel/route-spec";
import { signedReceiptSchema } from "../../x402/receipts/receipt-schema";
import { serverFactsSchema } from "../../x402/receipts/server-facts";
import { libraryPageCodec, libraryQuerySchema, ownershipCodec, placeSchema } from "./codecs";

export const libraryRoutes = {
  "GET /api/library": {
    id: "listLibrary",
    summary: "What the signed-in wallet bought, 100 at a time, newest first",
    tag: "Library",
    auth: "session",
    scope: "library",
    query: libraryQuerySchema,
    response: { description: "Owned items", schema: libraryPageCodec },
  },

  "PUT /api/library/{itemId}/hidden": {
    id: "hideFromLibrary",
    summary: "Leave a piece out of one's library",
    description: "It stays owned, and its receipt stays where it is. `state=hidden` lists what was hidden.",
    tag: "Library",
    auth: "session",
    params: itemParams,
    limit: { requests: 300, seconds: 600 },
    response: { status: 204, description: "Hidden" },
    errors: ["not_found"],
  },

  "DELETE /api/library/{itemId}/hidden": {
    id: "showInLibrary",
    summary: "Show a hidden piece in one's library again",
    tag: "Library",
    auth: "session",
    params: itemParams,
    limit: { requests: 300, seconds: 600 },
    response: { status: 204, description: "Shown" },
    errors: ["not_found"],
  },

  "PUT /api/library/{itemId}/place": {
    id: "keepPlace",
    summary: "Keep how far one has read, for one's other devices",
    description: "`GET /api/library` says it again. Nobody else is told.",
    tag: "Library",
    auth: "session",
    params: itemParams,
    body: placeSchema,
    bodyBytesMax: 200,
    limit: { requests: 600, seconds: 600 },
    response: { status: 204, description: "Kept" },
    errors: ["not_found"],
  },

  "GET /api/items/{itemId}/ownership": {
    id: "getOwnership",
    summary: "Whether the asking browser may open an item",
    tag: "Items",
    auth: "optional",
    params: itemParams,
    response: { description: "Not owned, owned (with the receipt), or one's own item", schema: ownershipCodec },
  },

  "GET /api/receipts/{purchaseId}": {
    id: "getReceipt",
    summary: "The signed receipt of a purchase, for its payer and its creator",
    description:
      "A file that anybody can verify without this server: `npm run verify-receipt FILE`, the page /verify, or by hand as docs/receipts.md says.",
    tag: "Purchases",
    auth: "optional",
    params: purchaseParams,
    response: { description: "The receipt", schema: signedReceiptSchema },
    errors: ["not_found"],
  },

  "GET /.well-known/pennypost.json": {
    id: "getServerFacts",
    summary: "Who signs this server's receipts",
    description: "Keep the address, and compare it with the signer of a receipt.",
    tag: "Purchases",
    auth: "none",
    response: { description: "Public facts of this server", schema: serverFactsSchema },
  },
} as const satisfies Record<string, RouteSpec>;
