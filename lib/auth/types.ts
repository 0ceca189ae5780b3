// Who makes a request. A session belongs to a browser, and has a wallet once that wallet has signed in.
import type { Address } from "../kernel/address";

export interface Actor {
  sessionId: string;
  /** Lower-case; null while nobody has signed in (a browser that only paid). */
  wallet: Address | null;
}
