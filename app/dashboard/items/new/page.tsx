import type { Metadata } from "next";
import { NewItemForm } from "@/components/dashboard/new-item-form";
import { text } from "@/components/dashboard/text";
import { readText } from "@/lib/i18n/read-locale";
import { findCreatorSession } from "../../creator-session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).create.title };
}

export default async function NewItemPage() {
  if (!(await findCreatorSession())) return null;
  return (
    <div className="page pt-8 md:pt-12">
      <h1 className="mb-7 text-3xl">{(await readText(text)).create.title}</h1>
      <NewItemForm />
    </div>
  );
}
