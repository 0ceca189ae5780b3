// Who is asking. A session is a browser; it has a wallet once that wallet signed in.
import type { Address } from "../kernel/address";

export interface Actor {
  sessionId: string;
  /** Lower-case; null while nobody signed in (a browser that only paid). */
  wallet: Address | null;
}
