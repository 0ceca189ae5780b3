// The wallet this browser is signed in with, fetched once for the page and shared with other tabs.

import type { AnswerOf } from "../api-client/client";
import { read } from "../api-client/read";
import type { SessionView } from "../auth/codecs";
import { toAddress } from "../kernel/address";
import { heedOwner } from "./kept-cache";
import { observable, useObservable } from "./observable";
import { tellOtherTabs } from "./tabs";

/** undefined until the server has answered. */
export const session = observable<SessionView | undefined>(undefined);

export const signedOut: SessionView = { wallet: null, creator: null };

let loading: Promise<void> | undefined;
/** Grows with each update, so that an answer to an older request is discarded. */
let requests = 0;

/** The session in an answer of the API. */
export function sessionOf({ wallet, creator }: AnswerOf<"GET /api/session">): SessionView {
  return { wallet: wallet === null ? null : toAddress(wallet), creator };
}

/** Fetches the session once for the whole page. */
export function loadSession(): Promise<void> {
  loading ??= refreshSession();
  return loading;
}

/** Fetches the session again. */
export async function refreshSession(): Promise<void> {
  const request = ++requests;
  const answer = await read("GET /api/session").then(sessionOf, () => session.get() ?? signedOut);
  if (request === requests) session.set(answer);
}

export function setSession(next: SessionView): void {
  requests++;
  session.set(next);
  void heedOwner(next.wallet);
  tellOtherTabs({ type: "session" });
}

export function useSession(): SessionView | undefined {
  return useObservable(session, undefined);
}
