// The account of a wallet.
import { z } from "zod";
import { addressCodec } from "../kernel/codecs";
import type { RouteSpec } from "../kernel/route-spec";

export const accountRoutes = {
  "DELETE /api/account": {
    id: "eraseAccount",
    summary: "Erase an account: its sessions, keys, profile, pictures and everything it sells",
    description:
      "For good. Pieces are taken down at once, and erased within a day where nobody tried to buy them. What others bought stays theirs, what this wallet bought stays its own, and payments stay on the chain.",
    tag: "Session",
    auth: "session",
    body: z.strictObject({ wallet: addressCodec.describe("The wallet that is signed in, as a confirmation.") }),
    limit: { requests: 20, seconds: 600, isShared: true },
    changesPublic: true,
    response: { status: 204, description: "Erased, and signed out everywhere" },
  },
} as const satisfies Record<string, RouteSpec>;
