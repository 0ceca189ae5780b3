// Blocks at the pace of the node's traits.
import { setTimeout as sleep } from "node:timers/promises";
import type { Ask } from "./anvil";
import type { Traits } from "./traits";

const IDLE_MS = 20;

/** Seals a block whenever its time has come. Returns what ends it. */
export function keepSealing(ask: Ask, traits: Traits): () => Promise<void> {
  let isStopped = false;
  const work = (async () => {
    for (let last = Date.now(); !isStopped; await sleep(IDLE_MS)) {
      if (traits.blockMs === null || Date.now() - last < traits.blockMs) continue;
      last = Date.now();
      await ask("evm_mine").catch(() => {});
    }
  })();
  return () => {
    isStopped = true;
    return work;
  };
}
