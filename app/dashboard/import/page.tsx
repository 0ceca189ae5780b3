import type { Metadata } from "next";
import { ImportView } from "@/components/dashboard/import/import-view";

export const metadata: Metadata = { title: "Import" };

export default function ImportPage() {
  return (
    <div className="page pt-8 md:pt-12">
      <h1 className="text-3xl">Import</h1>
      <p className="mt-3 max-w-xl text-lg text-pretty text-ink-2">
        Bring your Markdown: single texts, a whole folder, or an archive that was exported here or elsewhere.
      </p>
      <ImportView />
    </div>
  );
}
