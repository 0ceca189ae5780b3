// What the verbs of this domain need from outside.
import type { Facilitator } from "../chain/facilitator";
import type { Usdc } from "../chain/usdc";
import type { Db } from "../db/client";
import type { Clock } from "../kernel/clock";
import type { Network } from "../x402/networks";
import type { Emit } from "./events";
import type { ReachFailpoint } from "./failpoints";
import type { Confirmations } from "./terms/confirmations";
import type { QuoteKey } from "./terms/quotes";

export interface PaymentDeps {
  db: Db;
  clock: Clock;
  /** How long a request waits between its looks, in milliseconds; a port, so that tests can hold it. */
  sleep(ms: number): Promise<unknown>;
  usdc: Usdc;
  facilitator: Facilitator;
  network: Network;
  confirmations: Confirmations;
  /** Wei that all relayers together may spend in a day; null for as much as they hold. */
  dailyWei: bigint | null;
  emit: Emit;
  failpoint: ReachFailpoint;
  /** Prices are quoted under it. */
  quoteKey: QuoteKey;
  /** Public origin, without a trailing slash. */
  origin: string;
  /** False until the chain was checked and the first sweep is through: nothing new is sold before. */
  isOpen(): boolean;
}
