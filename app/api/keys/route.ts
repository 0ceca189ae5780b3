import { z } from "zod";
import { createApiKey, listApiKeys, scopes } from "@/lib/auth/api-keys";
import { apiKeyCodec } from "@/lib/auth/codecs";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

const newKeySchema = z.object({
  name: z.string().trim().min(1, "Give the key a name.").max(60),
  scopes: z.array(z.enum(scopes)).min(1, "Choose what the key may do.").max(scopes.length),
  days: z.int().min(1).max(3650).nullable().default(90).describe("Until it ends by itself; null for never"),
});

export const GET = defineRoute(
  {
    id: "listApiKeys",
    summary: "The signed-in wallet's API keys that still work, newest first",
    tag: "Session",
    auth: "session",
    response: { description: "Keys, without their tokens", schema: z.object({ rows: z.array(apiKeyCodec) }) },
  },
  async ({ actor }) => ({ rows: await listApiKeys(services(), actor.wallet) }),
);

export const POST = defineRoute(
  {
    id: "createApiKey",
    summary: "Make an API key. Its token is in this answer and never again",
    tag: "Session",
    auth: "session",
    body: newKeySchema,
    limit: { requests: 20, seconds: 60 },
    response: { status: 201, description: "The key and its token", schema: apiKeyCodec.extend({ token: z.string() }) },
    errors: ["conflict"],
  },
  ({ actor, body }) => createApiKey(services(), actor.wallet, body),
);
