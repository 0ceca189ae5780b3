import type { Metadata } from "next";
import { NewItemForm } from "@/components/dashboard/new-item-form";
import { findSeat } from "../../seat";

export const metadata: Metadata = { title: "New piece" };

export default async function NewItemPage() {
  if (!(await findSeat())) return null;
  return (
    <div className="page pt-8 md:pt-12">
      <h1 className="mb-7 text-3xl">New piece</h1>
      <NewItemForm />
    </div>
  );
}
