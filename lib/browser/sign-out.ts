// Ends the session of this browser, in all of its tabs.
import { call } from "./api";
import { setSession, signedOut } from "./session";

export async function signOut(): Promise<void> {
  await call("DELETE /api/session");
  setSession(signedOut);
}
