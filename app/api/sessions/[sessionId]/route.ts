import { authRoutes } from "@/lib/auth/routes";
import { endSession } from "@/lib/auth/session";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const DELETE = defineRoute(authRoutes["DELETE /api/sessions/{sessionId}"], ({ actor, params }) =>
  endSession(services(), actor.wallet, params.sessionId),
);
