import type { Metadata } from "next";
import { ItemsTable } from "@/components/dashboard/items-table";
import { text } from "@/components/dashboard/text";
import { listOwnItems } from "@/lib/catalog/items/list-own-items";
import { readItemFunnels } from "@/lib/earnings/read-funnel";
import { readText } from "@/lib/i18n/read-locale";
import { services } from "@/lib/services";
import { findCreatorSession } from "../creator-session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).pieces.title };
}

export default async function ItemsPage() {
  const session = await findCreatorSession();
  if (!session) return null;
  const items = await listOwnItems(services(), session.wallet);
  const funnels = await readItemFunnels(
    services(),
    session.wallet,
    items.map(({ id }) => id),
  );
  return (
    <div className="page pt-8 md:pt-12">
      <h1 className="mb-7 text-3xl">{(await readText(text)).pieces.title}</h1>
      <ItemsTable items={items} funnels={funnels} handle={session.creator.handle} />
    </div>
  );
}
