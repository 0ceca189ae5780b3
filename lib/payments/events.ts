// What happens to payments, told as it happens to whoever operates the server: logs and counters stand on these. Ids, states and
// public chain data only: never a signature, a payload, content or a key.

export type PaymentEvent =
  | { type: "claimed"; purchaseId: string; itemId: string }
  | { type: "refused"; purchaseId: string | null; reason: string }
  | { type: "submitted"; purchaseId: string; facilitator: string; transaction: string | null }
  /** What a remote facilitator said of the extensions that it was sent, as whether it catalogues the item. */
  | { type: "extensions_answered"; purchaseId: string; answer: string }
  /** `isPreconfirmed`: its block was not sealed, and the operator's CONFIRMATIONS ask for no more. */
  | { type: "confirmed"; purchaseId: string; transaction: string; by: "request" | "sweep"; isPreconfirmed: boolean }
  /** The answer to the payer was "ask again": the chain had not decided in time. */
  | { type: "unknown"; purchaseId: string }
  | { type: "reverted"; purchaseId: string }
  | { type: "expired"; purchaseId: string }
  | { type: "reorganised"; purchaseId: string; transaction: string }
  | { type: "finalized"; settlements: number }
  | { type: "replaced"; relayer: string; relayerNonce: number; maxFeePerGas: bigint }
  /** Wei; `wasted` where the transaction paid nobody. */
  | { type: "gas"; wei: bigint; wasted: boolean }
  /** What a relayer key holds, in wei; `isLow` when an operator should send more. */
  | { type: "balance"; relayer: string; wei: bigint; isLow: boolean }
  | { type: "capped"; cap: "transaction" | "day" | "share" | "strikes" }
  | { type: "discrepancy"; kind: string; subject: string }
  | { type: "sweep"; looked: number; repaired: number; expired: number; failed: number; ms: number };

export type Emit = (event: PaymentEvent) => void;
