import { authRoutes } from "@/lib/auth/routes";
import { endSessions, listSessions } from "@/lib/auth/session";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { signedOutAnswer } from "@/lib/session/session-cookie";

export const GET = defineRoute(authRoutes["GET /api/sessions"], async ({ actor }) => {
  const current = actor.kind === "person" ? actor.sessionId : undefined;
  const rows = await listSessions(services(), actor.wallet);
  return { rows: rows.map((row) => ({ ...row, isCurrent: row.id === current })) };
});

export const DELETE = defineRoute(authRoutes["DELETE /api/sessions"], async ({ actor }) => {
  await endSessions(services(), actor.wallet);
  return signedOutAnswer();
});
