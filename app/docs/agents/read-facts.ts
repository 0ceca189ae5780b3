import { openCachedMarket } from "@/lib/public-cache/cached-market";
import { services } from "@/lib/services";
import type { Facts } from "./guide";

/** What the guides for agents say of this server; their examples buy its cheapest article. */
export async function readFacts(): Promise<Facts> {
  const { origin, network, env } = services();
  const [cheapest] = (await openCachedMarket(services(), { sort: "cheapest", kind: "article" })).rows;
  return { origin, network, faucet: env.NETWORK === "local", itemId: cheapest?.id ?? "item_…" };
}
