import type { ComponentProps } from "react";
import type { Paywall } from "@/components/paywall/paywall";
import type { InitialOwnership } from "@/components/paywall/types";
import { wallItem } from "@/components/paywall/wall-item";
import type { ItemDetail } from "@/lib/catalog/items/codecs";
import type { Ownership } from "@/lib/payments/library/codecs";
import { services } from "@/lib/services";

function initialOf(ownership: Ownership, signedIn: boolean): InitialOwnership {
  if (ownership.state === "owned") return { ...ownership, purchasedAt: ownership.purchasedAt.toISOString() };
  return ownership.state === "none" ? { state: "none", signedIn } : ownership;
}

/** What the wall may know, in a form that crosses to the browser. Nothing of the paid part is in it. */
export function wallProps(
  item: ItemDetail,
  ownership: Ownership,
  signedIn = false,
): Omit<ComponentProps<typeof Paywall>, "children"> {
  const { origin, network, env } = services();
  return {
    item: wallItem(item, origin),
    initial: initialOf(ownership, signedIn),
    network: { label: network.label, test: network.test, demo: env.NETWORK === "local", onrampUrl: env.ONRAMP_URL },
  };
}
