import { getPayout, startPayoutChange } from "@/lib/catalog/creators/change-payout";
import { payoutChangeCodec, payoutCodec } from "@/lib/catalog/creators/codecs";
import { startPayoutSchema } from "@/lib/catalog/creators/schemas";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { payoutDeps } from "./payout-deps";

export const GET = defineRoute(
  {
    id: "getPayout",
    summary: "Where one is paid, and every change of it",
    tag: "Creators",
    auth: "session",
    scope: "items",
    response: { description: "The payout wallet, a change that waits for signatures, and the history", schema: payoutCodec },
  },
  ({ actor }) => getPayout(services(), actor.wallet),
);

export const POST = defineRoute(
  {
    id: "startPayoutChange",
    summary: "Begin to be paid at another wallet",
    description:
      "Answers with a message that the account's wallet and the new one both sign within a day (signPayoutChange). Until then nothing changes. No API key can do this.",
    tag: "Creators",
    auth: "session",
    body: startPayoutSchema,
    limit: { requests: 20, seconds: 600 },
    response: { status: 201, description: "The change, with its message", schema: payoutChangeCodec },
  },
  ({ actor, body }) => startPayoutChange(payoutDeps(), actor.wallet, body.payTo),
);
