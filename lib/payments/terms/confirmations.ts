// How deep a payment must lie in the chain before it opens anything: a penny waits for one block, a large sum for a few.
import { parseUsdc } from "../../kernel/money";

/**
 * Sealed blocks, the payment's own included, for an amount of atomic USDC. 0: a preconfirmation is enough, which the sequencer may
 * still take back.
 */
export type Confirmations = (amount: bigint) => number;

/** Reads "1:1,25:2,*:3": up to 1 USDC one block, up to 25 USDC two, above that three. Throws where no depth is for every price. */
export function parseConfirmations(text: string): Confirmations {
  const steps = text.split(",").map((step) => {
    const [upTo = "", depth = ""] = step.split(":");
    return { upTo: upTo === "*" ? null : parseUsdc(upTo), depth: Number(depth) };
  });
  const rest = steps.find(({ upTo }) => upTo === null);
  if (!rest) throw new Error(`"${text}" names no depth for any price ("*")`);
  return (amount) => (steps.find(({ upTo }) => upTo === null || amount <= upTo) ?? rest).depth;
}
