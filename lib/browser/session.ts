// The wallet this browser is signed in with, fetched once for the page and shared with other tabs.

import { callApi } from "../api-client/call";
import type { SessionView } from "../auth/codecs";
import { observable, useObservable } from "./observable";
import { tellOtherTabs } from "./tabs";

/** undefined until the server has answered. */
export const session = observable<SessionView | undefined>(undefined);

const signedOut: SessionView = { wallet: null, creator: null };

let loading: Promise<void> | undefined;
/** Grows with each update, so that an answer to an older request is discarded. */
let requests = 0;

/** Fetches the session once for the whole page. */
export function loadSession(): Promise<void> {
  loading ??= refreshSession();
  return loading;
}

/** Fetches the session again. */
export async function refreshSession(): Promise<void> {
  const request = ++requests;
  const answer = await callApi<SessionView>("GET", "/api/session").catch(() => session.get() ?? signedOut);
  if (request === requests) session.set(answer);
}

export function setSession(next: SessionView): void {
  requests++;
  session.set(next);
  tellOtherTabs({ type: "session" });
}

export async function signOut(): Promise<void> {
  await callApi("DELETE", "/api/session");
  setSession(signedOut);
}

export function useSession(): SessionView | undefined {
  return useObservable(session, undefined);
}
