// Named places where a test may stop the server dead, as a power cut would (FAILPOINT=name, on the local chain only). What a
// crash there leaves behind is what the sweep has to repair.

/** In the order in which a purchase passes them. */
export const failpoints = [
  "claimed",
  "simulated",
  "attempt-stored",
  "submitted",
  "seen-paid",
  "confirmed",
  "delivery-taken",
  "sweep-started",
  "sweep-resubmitted",
  "reorg-noticed",
] as const;

export type Failpoint = (typeof failpoints)[number];

/** Does not return if the failpoint was armed. */
export type ReachFailpoint = (name: Failpoint) => void;
