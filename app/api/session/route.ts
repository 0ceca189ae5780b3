import { z } from "zod";
import { sessionViewCodec } from "@/lib/auth/codecs";
import { closeSession } from "@/lib/auth/session";
import { signIn } from "@/lib/auth/sign-in";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { clearedSessionCookie, sessionCookie, sessionToken } from "@/lib/session/session-cookie";
import { viewSession } from "@/lib/session/view-session";

const noStore = { "Cache-Control": "private, no-store" };

export const GET = defineRoute(
  {
    id: "getSession",
    summary: "Who is signed in in this browser",
    tag: "Session",
    auth: "optional",
    response: { description: "The session", schema: sessionViewCodec },
  },
  ({ actor }) => viewSession(services(), actor?.wallet ?? null),
);

const signature = z.string().regex(/^0x(?:[0-9a-fA-F]{2})+$/, "must be 0x and hex digits") as z.ZodType<`0x${string}`, string>;

export const POST = defineRoute(
  {
    id: "signIn",
    summary: "Sign in with a wallet (EIP-4361)",
    description:
      "`message` is a Sign-In with Ethereum message with a nonce from `/api/session/nonce`. Answers with the session cookie.",
    tag: "Session",
    auth: "none",
    body: z.strictObject({ message: z.string().max(4000), signature }),
    limit: { requests: 60, seconds: 60 },
    response: { description: "The session", schema: sessionViewCodec },
    errors: ["sign_in_refused", "unavailable"],
  },
  async ({ request, body }) => {
    const { db, clock, network, origin, chain } = services();
    const verifyMessage = chain.verifyMessage;
    const deps = { db, clock, origin, chainId: network.chainId, verifyMessage };
    const session = await signIn(deps, { ...body, currentToken: sessionToken(request.headers) });
    return new Response(JSON.stringify(sessionViewCodec.encode(await viewSession({ db }, session.wallet))), {
      headers: { ...noStore, "Content-Type": "application/json", "Set-Cookie": sessionCookie(session) },
    });
  },
);

export const DELETE = defineRoute(
  {
    id: "signOut",
    summary: "Sign out: this browser's session is forgotten",
    tag: "Session",
    auth: "none",
    response: { status: 204, description: "Signed out" },
  },
  async ({ request }) => {
    await closeSession(services(), sessionToken(request.headers));
    return new Response(null, { status: 204, headers: { ...noStore, "Set-Cookie": clearedSessionCookie() } });
  },
);
