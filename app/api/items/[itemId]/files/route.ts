import { addFile } from "@/lib/catalog/files";
import { fileNameSchema } from "@/lib/catalog/schemas";
import { fileWire } from "@/lib/catalog/wire";
import { defineRoute, z } from "@/lib/http/define-route";
import { itemParams } from "@/lib/http/params";
import { Refusal } from "@/lib/kernel/errors";
import { services } from "@/lib/services";

export const POST = defineRoute(
  {
    id: "addFile",
    summary: "Upload a file into an item's draft",
    description: "The body is the file itself, streamed. Its type is told from its bytes.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    query: z.object({ name: fileNameSchema }),
    rawBody: { mediaType: "application/octet-stream", description: "The file's bytes." },
    limit: { requests: 300, seconds: 600 },
    response: { status: 201, description: "The file", schema: fileWire },
    errors: ["not_found", "conflict", "too_large", "removed", "unavailable"],
  },
  async ({ request, actor, params, query }) => {
    const deps = services();
    const bytesMax = deps.env.UPLOAD_BYTES_MAX;
    if (Number(request.headers.get("content-length") ?? 0) > bytesMax) {
      throw new Refusal("too_large", `A file can have at most ${bytesMax} bytes.`);
    }
    if (!request.body) throw new Refusal("invalid_request", "The file is empty.");
    return addFile(deps, actor.wallet, params.itemId, { name: query.name, body: request.body, bytesMax });
  },
);
