import { expect, it } from "vitest";
import type { Facilitator } from "../../chain/facilitator";
import type { PaymentEvent } from "../events";
import { watchGas } from "./watch-gas";

const holding = (...balances: bigint[]) => {
  const events: PaymentEvent[] = [];
  const relayers = balances.map((wei, index) => ({
    address: `0x${index}` as const,
    balance: async () => wei,
    chainNonce: async () => 0,
  }));
  return {
    events,
    deps: { facilitator: { relayers } as unknown as Facilitator, emit: (event: PaymentEvent) => events.push(event) },
  };
};

it("every key is told of, and enough is what each of them holds at least", async () => {
  for (const [balances, enough] of [
    [[10n, 10n], true],
    [[9n, 10n], false],
    [[10n, 9n], false],
    [[], true],
  ] as const) {
    const { deps, events } = holding(...balances);
    expect(await watchGas(deps, 10n)).toBe(enough);
    const told = balances.map((wei, index) => ({ type: "balance", relayer: `0x${index}`, wei, isLow: wei < 10n }));
    expect(events).toEqual(told);
  }
});
