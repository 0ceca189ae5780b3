import { createApiKey, listApiKeys } from "@/lib/auth/api-keys";
import { authRoutes } from "@/lib/auth/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(authRoutes["GET /api/keys"], async ({ actor }) => ({
  rows: await listApiKeys(services(), actor.wallet),
}));

export const POST = defineRoute(authRoutes["POST /api/keys"], ({ actor, body }) => createApiKey(services(), actor.wallet, body));
