import type { Metadata } from "next";
import { text } from "@/components/layout/text";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { readText } from "@/lib/i18n/read-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).notFound.name };
}

export default async function NotFound() {
  const { notFound, toMarket } = await readText(text);
  return (
    <div className="page pt-10">
      <EmptyState alone title={notFound.title} action={<LinkButton href="/">{toMarket}</LinkButton>}>
        {notFound.text}
      </EmptyState>
    </div>
  );
}
