import type { Metadata } from "next";
import { ItemsTable } from "@/components/dashboard/items-table";
import { listOwnItems } from "@/lib/catalog/list-own-items";
import { services } from "@/lib/services";
import { findSeat } from "../seat";

export const metadata: Metadata = { title: "Your pieces" };

export default async function ItemsPage() {
  const seat = await findSeat();
  if (!seat) return null;
  return (
    <div className="page pt-8 md:pt-12">
      <h1 className="mb-7 text-3xl">Your pieces</h1>
      <ItemsTable items={await listOwnItems(services(), seat.wallet)} handle={seat.creator.handle} />
    </div>
  );
}
