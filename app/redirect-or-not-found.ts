import { notFound, permanentRedirect, redirect } from "next/navigation";
import { findMoved, type PublicPath } from "@/lib/catalog/items/former-address";
import { services } from "@/lib/services";

/** Leads from a former handle (307: it comes free in time) or slug (308) to the present path; 404 for a path that never existed. */
export async function redirectOrNotFound(address: PublicPath): Promise<never> {
  const now = await findMoved(services(), address);
  if (!now) notFound();
  const path = now.slug ? `/@${now.handle}/${now.slug}` : `/@${now.handle}`;
  return now.handle === address.handle.toLowerCase() ? permanentRedirect(path) : redirect(path);
}
