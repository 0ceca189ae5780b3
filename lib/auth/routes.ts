// Sessions and API keys.
import { z } from "zod";
import { keyParams, sessionParams } from "../kernel/params";
import type { RouteSpec } from "../kernel/route-spec";
import { apiKeyCodec, sessionRowCodec, sessionViewCodec } from "./codecs";
import { scopes } from "./types";

const signature = z.string().regex(/^0x(?:[0-9a-fA-F]{2})+$/, "must be 0x and hex digits") as z.ZodType<`0x${string}`, string>;

const newKeySchema = z.object({
  name: z.string().trim().min(1, "Give the key a name.").max(60),
  scopes: z.array(z.enum(scopes)).min(1, "Choose what the key may do.").max(scopes.length),
  days: z.int().min(1).max(3650).nullable().default(90).describe("Until it ends by itself; null for never"),
});

export const authRoutes = {
  "GET /api/session": {
    id: "getSession",
    summary: "Who is signed in in this browser",
    tag: "Session",
    auth: "optional",
    response: { description: "The session", schema: sessionViewCodec },
  },

  "POST /api/session": {
    id: "signIn",
    summary: "Sign in with a wallet (EIP-4361)",
    description:
      "`message` is a Sign-In with Ethereum message with a nonce from `/api/session/nonce`. Answers with the session cookie.",
    tag: "Session",
    auth: "none",
    body: z.strictObject({ message: z.string().max(4000), signature }),
    limit: { requests: 60, seconds: 60, isShared: true },
    response: { description: "The session", schema: sessionViewCodec },
    errors: ["sign_in_refused", "unavailable"],
  },

  "DELETE /api/session": {
    id: "signOut",
    summary: "Sign out: this browser's session is forgotten",
    tag: "Session",
    auth: "none",
    response: { status: 204, description: "Signed out" },
  },

  "POST /api/session/nonce": {
    id: "createNonce",
    summary: "A nonce to sign in with, good for five minutes and for one use",
    tag: "Session",
    auth: "none",
    limit: { requests: 60, seconds: 60, isShared: true },
    response: { status: 201, description: "The nonce", schema: z.object({ nonce: z.string() }) },
  },

  "GET /api/sessions": {
    id: "listSessions",
    summary: "Where this wallet is signed in, newest first",
    description: "As many as there can be: 50. Signing in once more ends the oldest.",
    tag: "Session",
    auth: "session",
    response: {
      description: "Sessions, without their tokens",
      schema: z.object({ rows: z.array(sessionRowCodec.extend({ isCurrent: z.boolean().describe("Asked for by this one.") })) }),
    },
  },

  "DELETE /api/sessions": {
    id: "signOutEverywhere",
    summary: "Sign out everywhere: every session of this wallet is forgotten, this one too. API keys stay",
    tag: "Session",
    auth: "session",
    response: { status: 204, description: "Signed out" },
  },

  "DELETE /api/sessions/{sessionId}": {
    id: "endSession",
    summary: "Sign another browser of this wallet out",
    tag: "Session",
    auth: "session",
    params: sessionParams,
    response: { status: 204, description: "Signed out" },
    errors: ["not_found"],
  },

  "GET /api/keys": {
    id: "listApiKeys",
    summary: "The signed-in wallet's API keys that still work, newest first",
    tag: "Session",
    auth: "session",
    response: { description: "Keys, without their tokens", schema: z.object({ rows: z.array(apiKeyCodec) }) },
  },

  "POST /api/keys": {
    id: "createApiKey",
    summary: "Make an API key. Its token is in this answer and never again",
    tag: "Session",
    auth: "session",
    body: newKeySchema,
    limit: { requests: 30, seconds: 60, isShared: true },
    response: { status: 201, description: "The key and its token", schema: apiKeyCodec.extend({ token: z.string() }) },
    errors: ["conflict"],
  },

  "DELETE /api/keys/{keyId}": {
    id: "revokeApiKey",
    summary: "Revoke an API key, at once and for good",
    tag: "Session",
    auth: "session",
    params: keyParams,
    response: { status: 204, description: "Revoked" },
    errors: ["not_found"],
  },
} as const satisfies Record<string, RouteSpec>;
