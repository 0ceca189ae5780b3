import { Readable } from "node:stream";
import { serveFile } from "@/lib/http/byte-range";
import { previewParams } from "@/lib/kernel/params";
import { getPart } from "@/lib/previews/find-part";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

// Not transformed: compressed on the way, the bytes would not be those that the hash and ranges are of.
// Nor kept for long: what is taken down is to be gone.
const forAll = "public, max-age=600, no-transform";
const forOne = "private, max-age=600, no-transform";

export const GET = defineRoute(
  {
    id: "getPreview",
    summary: "A picture, clip or head of a file that is for sale",
    description:
      "Found by the SHA-256 of its bytes, so what is here never changes. Free, and as visible as its item: of drafts, of removed items and of previews that are off, only the creator gets it. Range and ETag as for files.",
    tag: "Items",
    auth: "optional",
    params: previewParams,
    response: { description: "The preview", mediaType: "application/octet-stream" },
    errors: ["not_found", "range_not_satisfiable"],
  },
  async ({ request, actor, params: { sha256 } }) => {
    const { kind, mediaType, content, isPublic } = await getPart(services(), sha256, actor.wallet);
    return serveFile(
      {
        name: `preview-${sha256.slice(0, 8)}-${kind}`,
        bytes: BigInt(content.byteLength),
        mediaType,
        inline: true,
        etag: `"${sha256}"`,
        headers: { "Cache-Control": isPublic ? forAll : forOne },
        open: async (range) => Readable.from([content.subarray(range?.start ?? 0, (range?.end ?? content.byteLength - 1) + 1)]),
      },
      request,
    );
  },
);

export const HEAD = GET;
