// What the browser may know of its own session.
import { z } from "zod";
import { findCreator } from "../catalog/creators/find-creator";
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";

export const sessionWire = z.object({
  wallet: z.string().nullable().describe("Lower-case; null while nobody signed in."),
  creator: z.object({ handle: z.string(), displayName: z.string() }).nullable(),
});

export async function viewSession(deps: { db: Db }, wallet: Address | null): Promise<z.infer<typeof sessionWire>> {
  const creator = wallet ? await findCreator(deps, { wallet }) : undefined;
  return { wallet, creator: creator ? { handle: creator.handle, displayName: creator.displayName } : null };
}
