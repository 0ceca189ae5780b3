// Who this browser is signed in as. One answer for the whole page, shared with other tabs.

import { callApi } from "../api-client/call";
import type { Address } from "../kernel/address";
import { observable, useObservable } from "./observable";
import { tellOtherTabs } from "./tabs";

export interface SessionView {
  wallet: Address | null;
  creator: { handle: string; displayName: string } | null;
}

/** undefined until the server has been asked. */
export const session = observable<SessionView | undefined>(undefined);

const signedOut: SessionView = { wallet: null, creator: null };

let asking: Promise<void> | undefined;
/** Counts what was learned: an answer that was asked for before something newer is not taken. */
let news = 0;

/** Asks the server once for the whole page. */
export function loadSession(): Promise<void> {
  asking ??= refreshSession();
  return asking;
}

/** Asks the server again. */
export async function refreshSession(): Promise<void> {
  const asked = ++news;
  const answer = await callApi<SessionView>("GET", "/api/session").catch(() => session.get() ?? signedOut);
  if (asked === news) session.set(answer);
}

export function setSession(next: SessionView): void {
  news++;
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
