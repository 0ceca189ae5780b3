import { Download } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";

/** The way out, and the way in again. */
export function ExportEverything() {
  return (
    <div className="max-w-xl">
      <p className="text-pretty text-ink-2">
        One ZIP archive with every piece and all its versions, the files you sell, your profile and your sales, as they are now.
        Plain Markdown and CSV: you can read it without us, and{" "}
        <Link href="/dashboard/import" className="link">
          import it again
        </Link>
        , here or elsewhere.
      </p>
      <p className="mt-2 mb-4 text-sm text-pretty text-ink-3">
        What your readers bought stays theirs and stays here. A large shop takes a while; an archive that was cut off does not
        open.
      </p>
      <a href="/api/export" download className={buttonClass({})}>
        <Download aria-hidden className="size-4" /> Export everything
      </a>
    </div>
  );
}
