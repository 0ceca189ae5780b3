import { libraryPageCodec, libraryQuerySchema } from "@/lib/payments/library/codecs";
import { listOwned } from "@/lib/payments/library/list-owned";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

const rowsMax = 100;

export const GET = defineRoute(
  {
    id: "listLibrary",
    summary: "What the signed-in wallet bought, 100 at a time, newest first",
    tag: "Library",
    auth: "session",
    scope: "library",
    query: libraryQuerySchema,
    response: { description: "Owned items", schema: libraryPageCodec },
  },
  ({ actor, query }) => listOwned(services(), actor.wallet, query, rowsMax),
);
