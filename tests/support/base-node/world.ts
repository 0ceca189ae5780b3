// The market of payment tests, behind a node like Base's.
import { createPaymentWorld, type PaymentWorld, type WorldOptions } from "../payments";
import { type BaseChain, startBaseChain } from "./chain";
import type { BaseNode } from "./node";
import { kindTraits, type Traits } from "./traits";

export interface BaseWorld extends PaymentWorld {
  chain: BaseChain;
  node: BaseNode;
  /** Only these from now on. */
  behave(traits?: Partial<Traits>): void;
}

/** Its node is kind until it is told to behave otherwise. */
export async function createBaseWorld(options: Omit<WorldOptions, "chain"> = {}, seed = 1): Promise<BaseWorld> {
  const chain = await startBaseChain({}, seed);
  const { node } = chain;
  const world = await createPaymentWorld({ ...options, chain: { started: chain, url: node.url } });
  return { ...world, chain, node, behave: (traits = {}) => void Object.assign(node.traits, kindTraits, traits) };
}
