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

it("every key is told of, and is low where it holds less than the alarm", async () => {
  for (const balances of [[10n, 10n], [9n, 10n], [10n, 9n], []]) {
    const { deps, events } = holding(...balances);
    const held = await watchGas(deps, 10n);
    expect(held).toEqual(balances.map((wei, index) => ({ address: `0x${index}`, wei, isLow: wei < 10n })));
    const told = balances.map((wei, index) => ({ type: "balance", relayer: `0x${index}`, wei, isLow: wei < 10n }));
    expect(events).toEqual(told);
  }
});
