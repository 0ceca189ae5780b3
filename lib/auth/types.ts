// Who makes a request, and what for.
import type { Address } from "../kernel/address";

/**
 * What an API key may do. `items`: catalogue, drafts and files of the wallet's creator · `earnings`: sums and sales · `library`: what
 * the wallet owns · `export`: read all of a creator's content and sales at once.
 */
export const scopes = ["items", "earnings", "library", "export"] as const;
export type Scope = (typeof scopes)[number];

/** A request without a session. */
export interface Nobody {
  kind: "nobody";
  wallet: null;
}
export const nobody: Nobody = { kind: "nobody", wallet: null };

/** A browser that paid, in which nobody has signed in. */
export interface Browser {
  kind: "browser";
  sessionId: string;
  wallet: null;
}

/** Somebody who signed in with their wallet, in a browser. */
export interface Person {
  kind: "person";
  sessionId: string;
  wallet: Address;
}

/** A script or an agent, with a key that this wallet made for it. */
export interface KeyHolder {
  kind: "key";
  wallet: Address;
  scopes: readonly Scope[];
}

/** Whoever holds OPERATOR_TOKEN, or signed in with a wallet of OPERATORS. */
export interface Operator {
  kind: "operator";
  /** Null for the token's holder. */
  wallet: Address | null;
}

/** Who asks by a cookie, or without one. */
export type Viewer = Nobody | Browser | Person;

/** Who acts, by what a route asks for (`auth` of its declaration). */
export interface ActorFor {
  none: Nobody;
  optional: Viewer;
  session: Person | KeyHolder;
  operator: Operator;
}
