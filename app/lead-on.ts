import { notFound, permanentRedirect } from "next/navigation";
import { type Address, findMoved } from "@/lib/catalog/items/former-address";
import { services } from "@/lib/services";

/** To where what was at this address is now; else there is nothing here. */
export async function leadOn(address: Address): Promise<never> {
  const now = await findMoved(services(), address);
  if (!now) notFound();
  permanentRedirect(now.slug ? `/@${now.handle}/${now.slug}` : `/@${now.handle}`);
}
