// Who makes a request: the one place where a cookie or a bearer token becomes an actor. Throws where a route asks for another one.
import { findKeyHolder, isApiKey } from "../auth/api-keys";
import { type ActorFor, type KeyHolder, nobody } from "../auth/types";
import { clientOf } from "../http/node/client-address";
import { Refusal } from "../kernel/errors";
import type { RouteSpec } from "../kernel/route-spec";
import { services } from "../services";
import { isOperator, isOperatorToken } from "./operator";
import { findViewer } from "./session-cookie";

const bearerOf = (headers: Headers) => headers.get("authorization")?.match(/^Bearer (.*)$/i)?.[1] ?? "";

/** Whether the bearer of a request is a key of ours, good or not, and none of another make. */
export const showsApiKey = (headers: Headers): boolean => isApiKey(bearerOf(headers));

/** How often an address may show an operator's token, the right one or another. */
const GUESSES = { requests: 120, seconds: 60 };

type Asked = Pick<RouteSpec, "scope">;

const finders: { [Auth in keyof ActorFor]: (asked: Asked, headers: Headers) => Promise<ActorFor[Auth]> } = {
  none: async () => nobody,
  optional: (_asked, headers) => findViewer(headers),
  async session({ scope }, headers) {
    const actor = (await findByKey(scope, headers)) ?? (await findViewer(headers));
    if (actor.wallet === null) throw new Refusal("not_signed_in", "Sign in with your wallet first.");
    return actor;
  },
  async operator(_asked, headers) {
    const token = bearerOf(headers);
    if (token) {
      await services().limits.take("operator", GUESSES, clientOf(headers));
      if (isOperatorToken(token)) return { kind: "operator", wallet: null };
    } else {
      const viewer = await findViewer(headers);
      if (isOperator(viewer)) return { kind: "operator", wallet: viewer.wallet };
    }
    throw new Refusal("not_allowed", "This is for the site's operators: sign in as one, or send the operator's bearer token.");
  },
};

/** The bearer of an API key, if the request carries one; the key must open routes of this scope. */
async function findByKey(scope: string | undefined, headers: Headers): Promise<KeyHolder | null> {
  const token = bearerOf(headers);
  if (!isApiKey(token)) return null;
  const holder = await findKeyHolder(services(), token);
  if (!holder) throw new Refusal("not_signed_in", "This API key opens nothing: it was revoked, it ended, or it never was one.");
  if (!scope) throw new Refusal("not_allowed", "API keys cannot do this. Sign in with your wallet.");
  if (!holder.scopes.some((held) => held === scope)) {
    throw new Refusal("not_allowed", `This API key lacks the scope "${scope}".`);
  }
  return holder;
}

export function findActor<Auth extends keyof ActorFor>(
  { auth, scope }: { auth: Auth; scope?: string },
  headers: Headers,
): Promise<ActorFor[Auth]> {
  return finders[auth]({ scope }, headers);
}
