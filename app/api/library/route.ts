import { defineRoute } from "@/lib/http/define-route";
import { listOwned } from "@/lib/payments/list-owned";
import { librarySchema } from "@/lib/payments/schemas";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "listLibrary",
    summary: "What the signed-in wallet bought, newest first",
    tag: "Library",
    auth: "session",
    scope: "library",
    response: { description: "Owned items", schema: librarySchema },
  },
  async ({ actor }) => ({ rows: await listOwned(services(), actor.wallet), next: null }),
);
