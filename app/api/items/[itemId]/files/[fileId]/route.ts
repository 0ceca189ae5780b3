import { z } from "zod";
import { alsoAtItsTemplate } from "@/app/api/template-address";
import { deleteFile, renameFile } from "@/lib/catalog/files/files";
import { fileRoutes } from "@/lib/catalog/files/routes";
import { serveFile } from "@/lib/http/byte-range";
import { Refusal } from "@/lib/kernel/errors";
import { fileParams, versionQuery } from "@/lib/kernel/params";
import { findFile } from "@/lib/payments/library/open-content";
import { paidErrors, preflight, servePaid } from "@/lib/paywall/serve-paid";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { isInlineSafe } from "@/lib/storage/media-type";

// Without this, Next wraps every request in a proxy to find out whether the route is dynamic.
export const dynamic = "force-dynamic";

const serve = defineRoute(
  {
    id: "getFile",
    summary: "One file of a file item",
    description:
      "The bytes, with Range, If-Range and ETag (its sha256). Unpaid: 402, and paying buys the whole item. `download` in the query asks for an attachment even where the type could be shown.",
    tag: "Items",
    auth: "none",
    paid: true,
    params: fileParams,
    query: versionQuery.extend({ download: z.string().optional().describe("Anything: the answer is an attachment.") }),
    response: { description: "The file", mediaType: "application/octet-stream" },
    errors: [...paidErrors, "range_not_satisfiable"],
  },
  async ({ request, params: { itemId, fileId }, query }) => {
    const { db, store } = services();
    return servePaid(request, { itemId, fileId, version: query.version }, async (opened, headers, asked) => {
      const file = await findFile({ db }, opened, fileId, query.version);
      if (!file) throw new Refusal("not_found", "This item has no such file.");
      const { name, bytes, mediaType, sha256, storageKey, createdAt, version } = file;
      const inline = isInlineSafe(mediaType) && query.download === undefined;
      return serveFile(
        {
          name,
          bytes,
          mediaType,
          inline,
          headers: { ...headers, "Pennypost-Version": `${version}` },
          etag: `"${sha256}"`,
          lastModified: createdAt,
          open: (range) => store.open(storageKey, range),
          signUrl: store.signUrl?.bind(store, storageKey),
        },
        asked,
      );
    });
  },
);

export const GET = alsoAtItsTemplate("file", serve);

export const HEAD = GET;
export const OPTIONS = preflight;

export const PATCH = defineRoute(
  fileRoutes["PATCH /api/items/{itemId}/files/{fileId}"],
  ({ params: { itemId, fileId }, actor, body }) => renameFile(services(), actor.wallet, itemId, fileId, body.name),
);

export const DELETE = defineRoute(
  fileRoutes["DELETE /api/items/{itemId}/files/{fileId}"],
  async ({ params: { itemId, fileId }, actor }) => {
    await deleteFile(services(), actor.wallet, itemId, fileId);
    return undefined;
  },
);
