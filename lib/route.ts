// Routes of this server: the framework of lib/http, bound to its actors, public pages and log.
import "server-only";
import type { ActorFor, Scope } from "./auth/types";
import { isProduction } from "./config/production";
import { isUnavailable } from "./db/client";
import { createRoutes } from "./http/create-routes";
import { clientOf } from "./http/node/client-address";
import * as problem from "./http/problem";
import { Refusal } from "./kernel/errors";
import { services } from "./services";
import { findActor } from "./session/find-actor";

const BUSY = "The server is busy. Ask again in a moment; if you sent a payment, send that same one and sign no other.";

/** Busy at once behind one address: an office, a mobile network. */
const WALLETS_OF_ADDRESS = 10;

/** How errors of this server become answers. */
export const problems: problem.ProblemDeps = {
  toRefusal: (error) =>
    isUnavailable(error) ? new Refusal("unavailable", BUSY, { headers: { "Retry-After": "2" } }) : undefined,
  report: (error) => services().log.failure("answering a request", error),
};

/** The answer for anything thrown where no `defineRoute` catches it. */
export const toProblem = (error: unknown): Response => problem.toProblem(error, problems);

export const defineRoute = createRoutes<ActorFor, Scope>({
  ...problems,
  findActor,
  // Scripts and browsers of one wallet count together, wherever they are. Wallets are free, so that one address has no more by having many.
  async take(routeId, limit, actor, headers) {
    const { limits } = services();
    const client = clientOf(headers);
    const wallet = "wallet" in actor && actor.wallet;
    if (wallet) await limits.take(`${routeId} of address`, { ...limit, requests: WALLETS_OF_ADDRESS * limit.requests }, client);
    await limits.take(routeId, limit, wallet || client);
  },
  origin: () => services().origin,
  onUndeclared(routeId, path) {
    const fault = new Error(`${routeId} answers "${path}", which its codec does not declare`);
    if (!isProduction) throw fault;
    services().log.failure(fault.message, fault);
  },
  catchUp: () => services().publicCache.catchUp(),
});
