import { exportAccount } from "@/lib/account/export-account";
import { streamText } from "@/lib/http/stream-text";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "exportAccount",
    summary: "What this site has stored of the signed-in wallet, as JSON",
    description:
      "Profile, sessions, API keys by their names, purchases, payments that came to nothing, reading places and reports. What it sells is in exportShop.",
    tag: "Session",
    auth: "session",
    limit: { requests: 10, seconds: 600, isShared: true },
    response: { description: "A file", mediaType: "application/json" },
  },
  async ({ actor }) =>
    new Response(streamText(exportAccount(services(), actor.wallet)), {
      headers: {
        "Content-Type": "application/json",
        "Content-Disposition": 'attachment; filename="pennypost-account.json"',
        "Cache-Control": "private, no-store",
      },
    }),
);
