// How deep a payment must lie in the chain before it opens anything: a penny waits for one block, a large sum for finality.
import type { Depth } from "../../chain/usdc";
import { parseUsdc } from "../../kernel/money";

export type Confirmations = (amount: bigint) => Depth;

const depthOf = (text: string): Depth => (text === "safe" || text === "finalized" ? text : Math.max(1, Number(text)));

/** Reads "1:1,25:3,*:safe": up to 1 USDC one block, up to 25 USDC three, above that the node's `safe` block. */
export function parseConfirmations(text: string): Confirmations {
  const steps = text.split(",").map((step) => {
    const [upTo = "", depth = ""] = step.split(":");
    return { upTo: upTo === "*" ? null : parseUsdc(upTo), depth: depthOf(depth) };
  });
  return (amount) => steps.find(({ upTo }) => upTo === null || amount <= upTo)?.depth ?? "finalized";
}
