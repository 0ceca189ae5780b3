import { revokeApiKey } from "@/lib/auth/api-keys";
import { keyParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const DELETE = defineRoute(
  {
    id: "revokeApiKey",
    summary: "Revoke an API key, at once and for good",
    tag: "Session",
    auth: "session",
    params: keyParams,
    response: { status: 204, description: "Revoked" },
    errors: ["not_found"],
  },
  ({ actor, params }) => revokeApiKey(services(), actor.wallet, params.keyId),
);
