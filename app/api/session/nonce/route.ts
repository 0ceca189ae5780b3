import { createNonce } from "@/lib/auth/nonce";
import { authRoutes } from "@/lib/auth/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(authRoutes["POST /api/session/nonce"], async () => ({ nonce: await createNonce(services()) }));
