// Payments that begin at the same moment, however slowly each of them comes to it.
import type { PaymentDeps } from "../../lib/payments/deps";

/** None goes on before so many were simulated: then the first is stored alone, and the others together. */
export function atOnce<Deps extends PaymentDeps>(count: number, deps: Deps): Deps {
  let waiting = count;
  let go = () => {};
  const all = new Promise<void>((resolve) => {
    go = resolve;
  });
  const simulate: PaymentDeps["usdc"]["simulate"] = async (authorization) => {
    const simulation = await deps.usdc.simulate(authorization);
    if (--waiting === 0) go();
    await all;
    return simulation;
  };
  return { ...deps, usdc: { ...deps.usdc, simulate } };
}
