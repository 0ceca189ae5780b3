import { cancelPayoutChange, signPayoutChange } from "@/lib/catalog/creators/change-payout";
import { payoutChangeCodec } from "@/lib/catalog/creators/codecs";
import { signPayoutSchema } from "@/lib/catalog/creators/schemas";
import { payoutParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { payoutDeps } from "../payout-deps";

export const POST = defineRoute(
  {
    id: "signPayoutChange",
    summary: "Hand in one wallet's signature; the second one completes the change",
    description:
      "New offers then pay the new wallet. A payment for terms shown before is honoured for a quarter of an hour and still goes to the old one.",
    tag: "Creators",
    auth: "session",
    params: payoutParams,
    body: signPayoutSchema,
    limit: { requests: 30, seconds: 600 },
    changesPublic: true,
    response: { description: "The change; `completedAt` is set once both have signed", schema: payoutChangeCodec },
    errors: ["not_found", "conflict", "signature_refused", "unavailable"],
  },
  ({ actor, params, body }) => signPayoutChange(payoutDeps(), actor.wallet, params.changeId, body),
);

export const DELETE = defineRoute(
  {
    id: "cancelPayoutChange",
    summary: "Cancel a change that waits for signatures",
    tag: "Creators",
    auth: "session",
    params: payoutParams,
    response: { status: 204, description: "Cancelled; its signatures are worth nothing any more" },
    errors: ["not_found", "conflict"],
  },
  ({ actor, params }) => cancelPayoutChange(services(), actor.wallet, params.changeId),
);
