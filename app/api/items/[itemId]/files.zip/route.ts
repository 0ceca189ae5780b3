import { alsoAtItsTemplate } from "@/app/api/template-address";
import { findOffer } from "@/lib/catalog/items/offer";
import { serveZip } from "@/lib/http/serve-zip";
import { Refusal } from "@/lib/kernel/errors";
import { itemParams, versionQuery } from "@/lib/kernel/params";
import { listFiles } from "@/lib/payments/library/open-content";
import { paidErrors, preflight, servePaid } from "@/lib/paywall/serve-paid";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

const serve = defineRoute(
  {
    id: "getAllFiles",
    summary: "All files of a file item as one ZIP archive",
    description:
      "Of the newest version or of another that is owned, stored without compression and streamed. It has no ranges: what may be cut off is better fetched file by file. Unpaid: 402.",
    tag: "Items",
    auth: "none",
    paid: true,
    params: itemParams,
    query: versionQuery,
    response: { description: "The archive", mediaType: "application/zip" },
    errors: paidErrors,
  },
  async ({ request, params: { itemId }, query: { version } }) => {
    const { db, store } = services();
    const offer = await findOffer({ db }, itemId);
    // Before anybody pays for an archive of nothing.
    if (offer?.kind === "article") throw new Refusal("not_found", "An article has no files.");
    return servePaid(request, { itemId, version }, async (opened, headers, asked) => {
      const files = await listFiles({ db }, opened.versionId);
      const zipped = files.map(({ name, bytes, createdAt, storageKey }) => ({
        name,
        bytes,
        lastModified: createdAt,
        open: () => store.open(storageKey),
      }));
      return serveZip(offer?.slug ?? itemId, zipped, headers, asked);
    });
  },
);

export const GET = alsoAtItsTemplate("file", serve);

export const HEAD = GET;
export const OPTIONS = preflight;
