import { fileRoutes } from "@/lib/catalog/files/routes";
import { listUploads } from "@/lib/catalog/files/uploads";
import { getOwned } from "@/lib/catalog/items/draft";
import { toAddress } from "@/lib/kernel/address";
import { itemParams } from "@/lib/kernel/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { serveTus } from "@/lib/uploads/tus";

export const GET = defineRoute(fileRoutes["GET /api/items/{itemId}/uploads"], async ({ params: { itemId }, actor }) =>
  listUploads(services(), actor.wallet, itemId),
);

export const POST = defineRoute(
  {
    id: "startUpload",
    summary: "Start a resumable upload (tus 1.0)",
    description:
      "By the tus protocol, extensions creation, creation-with-upload, termination and expiration: send `Tus-Resumable: 1.0.0`, `Upload-Length` and `Upload-Metadata: filename <base64>`. `Repr-Digest: sha-256=:…:` announces what the bytes hash to. `Location` is where they go.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    limit: { requests: 600, seconds: 600, isShared: true },
    response: { status: 201, description: "Started; go on at `Location`" },
    errors: ["invalid_request", "not_found", "conflict", "too_large", "quota_exceeded", "removed", "unavailable", "storage_full"],
  },
  async ({ request, params: { itemId }, actor }) => {
    await getOwned(services().db, actor.wallet, itemId);
    return serveTus(request, actor.wallet, itemId);
  },
);

/** Whose uploads OPTIONS speaks of: it looks at none. */
const NOBODY = toAddress(`0x${"0".repeat(40)}`);

export const OPTIONS = defineRoute(
  {
    id: "describeUploads",
    summary: "What of the tus protocol is spoken here",
    tag: "Items",
    auth: "none",
    params: itemParams,
    response: { status: 204, description: "Tus-Version, Tus-Extension and Tus-Max-Size" },
  },
  ({ request, params: { itemId } }) => serveTus(request, NOBODY, itemId),
);
