// Buyers who begin at one moment, so that they share a transaction, in a known order.
import { expect } from "vitest";
import type { PaymentDeps } from "../../lib/payments/deps";
import { purchase } from "../../lib/payments/purchase/purchase";
import type { Scene } from "../integration/adversity/stage";
import type { PaymentWorld } from "./payments";

export const buy = (deps: PaymentDeps, { offer, payment }: Scene) =>
  purchase(deps, offer, payment, "agent").catch((error: { code?: string }) => error.code ?? String(error));

export interface Company {
  /** When those who share are stored, and before the first of them is sent. */
  before?: () => Promise<unknown>;
  /** When it was sent, and nobody has looked yet. */
  after?: () => Promise<unknown>;
  membersMax?: number;
  usdc?: PaymentDeps["usdc"];
}

/**
 * The first begins alone, and until all others wait for their turn it is not stored; they go next, together. Resolves to the outcomes in
 * their order, which is that of their places as well.
 */
export async function buyInCompany(
  world: PaymentWorld,
  [first, ...others]: Scene[],
  { before = async () => {}, after = async () => {}, membersMax = 16, usdc = world.usdc }: Company = {},
) {
  if (!first) throw new Error("nobody buys");
  const gate = () => {
    let open = () => {};
    const passed = new Promise<void>((resolve) => {
      open = resolve;
    });
    return { open, passed };
  };
  const [opened, waiting] = [gate(), gate()];
  const prepare: typeof world.facilitator.prepare = async (...call) => {
    opened.open();
    await waiting.passed;
    return world.facilitator.prepare(...call);
  };
  const alone = buy({ ...world, facilitator: { ...world.facilitator, prepare } }, first);
  await opened.passed;
  let estimated = 0;
  let done: Promise<unknown> | undefined;
  let seen: Promise<unknown> | undefined;
  const facilitator: typeof world.facilitator = {
    ...world.facilitator,
    membersMax: () => membersMax,
    async estimateFees() {
      const fees = await world.facilitator.estimateFees();
      if (++estimated === others.length) setImmediate(() => setImmediate(waiting.open));
      return fees;
    },
    async submit(attempt, request) {
      if (attempt.signed?.members !== 1) done ??= before();
      await done;
      const submitted = await world.facilitator.submit(attempt, request);
      if (attempt.signed?.members !== 1) seen ??= after();
      await seen;
      return submitted;
    },
  };
  const buys: ReturnType<typeof buy>[] = [];
  for (const scene of others) {
    buys.push(buy({ ...world, usdc, facilitator }, scene));
    await expect.poll(() => estimated, { interval: 5, timeout: 9_000 }).toBe(buys.length);
  }
  return Promise.all([alone, ...buys]);
}
