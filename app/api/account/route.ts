import { eraseAccount } from "@/lib/account/erase-account";
import { accountRoutes } from "@/lib/account/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { signedOutAnswer } from "@/lib/session/session-cookie";

export const DELETE = defineRoute(accountRoutes["DELETE /api/account"], async ({ actor, body }) => {
  await eraseAccount(services(), actor.wallet, body.wallet);
  return signedOutAnswer();
});
