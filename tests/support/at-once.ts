// Payments that begin at the same moment, however slowly each of them comes to it.
import type { PaymentDeps } from "../../lib/payments/deps";

/** None goes on before so many were simulated: then the first is stored alone, and the others together. */
export function atOnce<Deps extends PaymentDeps>(count: number, deps: Deps): Deps {
  let waiting = count;
  let go = () => {};
  const all = new Promise<void>((resolve) => {
    go = resolve;
  });
  const estimateFees: PaymentDeps["facilitator"]["estimateFees"] = async () => {
    const fees = await deps.facilitator.estimateFees();
    if (--waiting === 0) go();
    await all;
    return fees;
  };
  return { ...deps, facilitator: { ...deps.facilitator, estimateFees } };
}
