import { revokeApiKey } from "@/lib/auth/api-keys";
import { authRoutes } from "@/lib/auth/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const DELETE = defineRoute(authRoutes["DELETE /api/keys/{keyId}"], ({ actor, params }) =>
  revokeApiKey(services(), actor.wallet, params.keyId),
);
