import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

/** A plain link: the page that it leads to is loaded by those who want it. */
export function ReportLink({ itemId }: { itemId: string }) {
  return (
    <p className="text-sm">
      <a href={`/report?item=${itemId}`} rel="nofollow" className="link text-ink-3">
        {useText(text).report}
      </a>
    </p>
  );
}
