import { cache } from "react";
import { findCreator } from "@/lib/catalog/creators/find-creator";
import type { CreatorProfile } from "@/lib/catalog/types";
import type { Address } from "@/lib/kernel/address";
import { services } from "@/lib/services";
import { currentActor } from "@/lib/session/session-cookie";

export interface Seat {
  wallet: Address;
  creator: CreatorProfile;
}

/** The signed-in wallet, and who it is as a creator; asked once a request. */
export const readVisitor = cache(async (): Promise<{ wallet: Address | null; creator: CreatorProfile | undefined }> => {
  const wallet = (await currentActor())?.wallet ?? null;
  return { wallet, creator: wallet ? await findCreator(services(), { wallet }) : undefined };
});

/** Null while nobody, or nobody who sells, is signed in: the dashboard's layout then shows what to do. */
export async function findSeat(): Promise<Seat | null> {
  const { wallet, creator } = await readVisitor();
  return wallet && creator ? { wallet, creator } : null;
}
