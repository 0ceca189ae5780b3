import { sessionViewCodec } from "@/lib/auth/codecs";
import { authRoutes } from "@/lib/auth/routes";
import { closeSession } from "@/lib/auth/session";
import { type SignInDeps, signIn } from "@/lib/auth/sign-in";
import { findRail } from "@/lib/payments/rails";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { deviceOf } from "@/lib/session/device";
import { sessionCookie, sessionToken, signedOutAnswer } from "@/lib/session/session-cookie";
import { viewSession } from "@/lib/session/view-session";

export const GET = defineRoute(authRoutes["GET /api/session"], ({ actor }) => viewSession(services(), actor.wallet));

export const POST = defineRoute(authRoutes["POST /api/session"], async ({ request, body }) => {
  const { db, clock, origin, rails } = services();
  const deps: SignInDeps = {
    db,
    clock,
    origin,
    chainIds: rails.map(({ network }) => network.chainId),
    verifyMessage: (signed, chainId) =>
      (findRail(rails, { network: `eip155:${chainId}` }) ?? rails[0]).chain.verifyMessage(signed),
  };
  const session = await signIn(deps, { ...body, currentToken: sessionToken(request.headers), device: deviceOf(request.headers) });
  return new Response(JSON.stringify(sessionViewCodec.encode(await viewSession({ db }, session.wallet))), {
    headers: { "Cache-Control": "private, no-store", "Content-Type": "application/json", "Set-Cookie": sessionCookie(session) },
  });
});

export const DELETE = defineRoute(authRoutes["DELETE /api/session"], async ({ request }) => {
  await closeSession(services(), sessionToken(request.headers));
  return signedOutAnswer();
});
