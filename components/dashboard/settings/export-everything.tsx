import { Download } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

/** Links to the export and the import. */
export function ExportEverything() {
  const t = useText(text).export;
  return (
    <div className="max-w-xl">
      <p className="text-pretty text-ink-2">
        {t.textBefore}
        <Link href="/dashboard/import" className="link">
          {t.link}
        </Link>
        {t.textAfter}
      </p>
      <p className="mt-2 mb-4 text-sm text-pretty text-ink-3">{t.note}</p>
      <a href="/api/export" download className={buttonClass({})}>
        <Download aria-hidden className="size-4" /> {t.button}
      </a>
    </div>
  );
}
