// Creators, and where they are paid.
import { payoutParams } from "../../kernel/params";
import type { RouteSpec } from "../../kernel/route-spec";
import { creatorCodec, handleCheckCodec, payoutChangeCodec, payoutCodec } from "./codecs";
import { handleCheckQuerySchema, handleParams, profileSchema, signPayoutSchema, startPayoutSchema } from "./schemas";

export const creatorRoutes = {
  "GET /api/creators/{handle}": {
    id: "getCreator",
    summary: "A creator",
    tag: "Creators",
    auth: "none",
    params: handleParams,
    response: { description: "The creator", schema: creatorCodec },
    errors: ["not_found", "removed"],
  },

  "GET /api/creators/me": {
    id: "getOwnCreator",
    summary: "The creator that the signed-in wallet is",
    tag: "Creators",
    auth: "session",
    scope: "items",
    response: { description: "The creator", schema: creatorCodec },
    errors: ["not_found"],
  },

  "PUT /api/creators/me": {
    id: "saveOwnCreator",
    summary: "Become a creator, or change how you are called",
    tag: "Creators",
    auth: "session",
    scope: "items",
    body: profileSchema,
    limit: { requests: 60, seconds: 60, isShared: true },
    changesPublic: true,
    response: { description: "The creator", schema: creatorCodec },
    errors: ["handle_taken", "conflict", "suspended"],
  },

  "GET /api/creators/me/handle": {
    id: "checkHandle",
    summary: "Whether a handle can be had, and one that can",
    description:
      "For a form, while somebody types: at most 60 times a minute for each wallet, on all servers together. It reserves nothing; saveOwnCreator decides.",
    tag: "Creators",
    auth: "session",
    scope: "items",
    query: handleCheckQuerySchema,
    limit: { requests: 60, seconds: 60, isShared: true },
    response: { description: "What is in its way, and a suggestion", schema: handleCheckCodec },
  },

  "GET /api/creators/me/payout": {
    id: "getPayout",
    summary: "Where one is paid, and every change of it",
    tag: "Creators",
    auth: "session",
    scope: "items",
    response: { description: "The payout wallet, a change that waits for signatures, and the history", schema: payoutCodec },
  },

  "POST /api/creators/me/payout": {
    id: "startPayoutChange",
    summary: "Begin to be paid at another wallet",
    description:
      "Answers with a message that the account's wallet and the new one both sign within a day (signPayoutChange). Until then nothing changes. No API key can do this.",
    tag: "Creators",
    auth: "session",
    body: startPayoutSchema,
    limit: { requests: 20, seconds: 600, isShared: true },
    response: { status: 201, description: "The change, with its message", schema: payoutChangeCodec },
  },

  "POST /api/creators/me/payout/{changeId}": {
    id: "signPayoutChange",
    summary: "Hand in one wallet's signature; the second one completes the change",
    description:
      "New offers then pay the new wallet. A payment for terms shown before is honoured for a quarter of an hour and still goes to the old one.",
    tag: "Creators",
    auth: "session",
    params: payoutParams,
    body: signPayoutSchema,
    limit: { requests: 30, seconds: 600, isShared: true },
    changesPublic: true,
    response: { description: "The change; `completedAt` is set once both have signed", schema: payoutChangeCodec },
    errors: ["not_found", "conflict", "signature_refused", "unavailable"],
  },

  "DELETE /api/creators/me/payout/{changeId}": {
    id: "cancelPayoutChange",
    summary: "Cancel a change that waits for signatures",
    tag: "Creators",
    auth: "session",
    params: payoutParams,
    response: { status: 204, description: "Cancelled; its signatures are worth nothing any more" },
    errors: ["not_found", "conflict"],
  },
} as const satisfies Record<string, RouteSpec>;
