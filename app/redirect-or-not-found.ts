import { notFound, permanentRedirect } from "next/navigation";
import { findMoved, type PublicPath } from "@/lib/catalog/items/former-address";
import { services } from "@/lib/services";

/** Redirects (308) a former handle or slug to its present path; answers 404 for a path that never existed. */
export async function redirectOrNotFound(address: PublicPath): Promise<never> {
  const now = await findMoved(services(), address);
  if (!now) notFound();
  permanentRedirect(now.slug ? `/@${now.handle}/${now.slug}` : `/@${now.handle}`);
}
