// Blocks at the pace of the node's traits.
import { setTimeout as sleep } from "node:timers/promises";
import type { Ask } from "./anvil";
import type { Traits } from "./traits";

const IDLE_MS = 20;

export interface Sealing {
  /** Once the block is sealed that was begun. */
  idle(): Promise<unknown>;
  stop(): Promise<void>;
}

/** Seals a block whenever its time has come. */
export function keepSealing(ask: Ask, traits: Traits): Sealing {
  let isStopped = false;
  let sealed: Promise<unknown> = Promise.resolve();
  const work = (async () => {
    for (let last = Date.now(); !isStopped; await sleep(IDLE_MS)) {
      if (traits.blockMs === null || Date.now() - last < traits.blockMs) continue;
      last = Date.now();
      sealed = ask("evm_mine").catch(() => {});
      await sealed;
    }
  })();
  return {
    idle: () => sealed,
    stop() {
      isStopped = true;
      return work;
    },
  };
}
