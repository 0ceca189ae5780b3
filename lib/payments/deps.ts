// What the verbs of this domain need from outside.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import type { Emit } from "./events";
import type { ReachFailpoint } from "./failpoints";
import type { Rail } from "./rails";
import type { QuoteKey } from "./terms/quotes";

/** On one rail: whoever begins a piece of work chooses it. */
export interface PaymentDeps extends Omit<Rail, "paymentLog"> {
  db: Db;
  clock: Clock;
  /** How long a request waits between its looks, in milliseconds; a port, so that tests can hold it. */
  sleep(ms: number): Promise<unknown>;
  /** Wei that all relayers together may spend in a day; null for as much as they hold. */
  dailyWei: bigint | null;
  /** Asks whether a service blocks one of these wallets; absent where none is to be asked. */
  screen?: ((wallets: readonly Address[]) => Promise<boolean>) | undefined;
  emit: Emit;
  failpoint: ReachFailpoint;
  /** Prices are quoted under it. */
  quoteKey: QuoteKey;
  /** Public origin, without a trailing slash. */
  origin: string;
}
