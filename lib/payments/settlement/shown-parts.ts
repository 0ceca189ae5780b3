// What a client of version 2 sent beside its payment, for a remote facilitator, which catalogues by it what is sold: the resource and the
// extensions, as they came. Kept in memory until it is settled: whoever settles it later does without.
import { LRUCache } from "lru-cache";
import type { ShownParts } from "../../chain/facilitator";
import type { Db } from "../../db/client";
import type { SignedAuthorization } from "../../x402/exact/signed-authorization";
import type { PresentedPayment } from "../../x402/payment-header";
import type { PaymentDeps } from "../deps";

const KEPT_BYTES_MAX = 16 * 1024 * 1024;
const KEPT_MS = 10 * 60_000;

type Kept = LRUCache<string, ShownParts>;
const kept = new WeakMap<Db, Kept>();

function keptOn(db: Db): Kept {
  const found = kept.get(db) ?? new LRUCache<string, ShownParts>({ maxSize: KEPT_BYTES_MAX, ttl: KEPT_MS });
  kept.set(db, found);
  return found;
}

type Deps = Pick<PaymentDeps, "db" | "facilitator" | "origin" | "network">;

const keyOf = ({ network: { chainId, asset } }: Deps, { from, nonce }: SignedAuthorization) =>
  [chainId, asset, from, nonce].join();

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A catalogue believes us, so that it is told of what is paid for here, and not of another piece or site in our name. */
const isOf = (resource: Record<string, unknown>, origin: string, itemId: string) =>
  typeof resource.url === "string" && resource.url.startsWith(`${origin}/api/items/${itemId}/`);

/** Before it is settled, where somebody else settles it. */
export function keepShownParts(deps: Deps, itemId: string, { resource, extensions, authorization }: PresentedPayment): void {
  if (deps.facilitator.relayers.length > 0) return;
  const parts: ShownParts = {
    ...(isObject(resource) && isOf(resource, deps.origin, itemId) ? { resource } : {}),
    ...(isObject(extensions) ? { extensions } : {}),
  };
  if (Object.keys(parts).length === 0) return;
  keptOn(deps.db).set(keyOf(deps, authorization), parts, { size: JSON.stringify(parts).length });
}

export const shownPartsOf = (deps: Deps, authorization: SignedAuthorization): ShownParts | undefined =>
  keptOn(deps.db).get(keyOf(deps, authorization));
