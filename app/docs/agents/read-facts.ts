import { services } from "@/lib/services";
import { showMarket } from "@/lib/showcase/show-market";
import type { Facts } from "./guide";

/** What the guides for agents say of this server; their examples buy its cheapest article. */
export async function readFacts(): Promise<Facts> {
  const { origin, network, env } = services();
  const [cheapest] = (await showMarket(services(), { sort: "cheapest", kind: "article" })).rows;
  return { origin, network, faucet: env.NETWORK === "local", itemId: cheapest?.id ?? "item_…" };
}
