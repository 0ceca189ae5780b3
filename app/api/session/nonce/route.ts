import { z } from "zod";
import { createNonce } from "@/lib/auth/nonce";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(
  {
    id: "createNonce",
    summary: "A nonce to sign in with, good for five minutes and for one use",
    tag: "Session",
    auth: "none",
    limit: { requests: 60, seconds: 60 },
    response: { status: 201, description: "The nonce", schema: z.object({ nonce: z.string() }) },
  },
  async () => ({ nonce: await createNonce(services()) }),
);
