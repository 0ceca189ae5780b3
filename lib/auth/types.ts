// Who makes a request, and what for. A session belongs to a browser, and has a wallet once that wallet has signed in.
import type { Address } from "../kernel/address";

export interface Actor {
  sessionId: string;
  /** Lower-case; null while nobody has signed in (a browser that only paid). */
  wallet: Address | null;
}

/**
 * What an API key may do. `items`: catalogue, drafts and files of the wallet's creator · `earnings`: sums and sales · `library`: what the wallet owns ·
 * `export`: read all of a creator's content and sales at once.
 */
export const scopes = ["items", "earnings", "library", "export"] as const;
export type Scope = (typeof scopes)[number];
