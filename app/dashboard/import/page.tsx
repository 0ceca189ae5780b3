import type { Metadata } from "next";
import { ImportView } from "@/components/dashboard/import/import-view";
import { text } from "@/components/dashboard/import/text";
import { readText } from "@/lib/i18n/read-locale";
import { useText } from "@/lib/i18n/use-text";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).title };
}

export default function ImportPage() {
  const t = useText(text);
  return (
    <div className="page pt-8 md:pt-12">
      <h1 className="text-3xl">{t.title}</h1>
      <p className="mt-3 max-w-xl text-lg text-pretty text-ink-2">{t.intro}</p>
      <ImportView />
    </div>
  );
}
