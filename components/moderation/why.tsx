import type { Moderation } from "@/lib/catalog/codecs";
import { useText } from "@/lib/i18n/use-text";
import { languageOf } from "../format/language";
import { text } from "./text";

/** An operator's reason, and their sentence if there is one. */
export function Why({ why: { reason, note } }: { why: Moderation }) {
  const t = useText(text);
  return (
    <span className="block wrap-anywhere">
      {t.reason(t.reasons[reason])}
      {note && (
        <span lang={languageOf(note)} className="mt-1 block serif-italic whitespace-pre-line">
          {note}
        </span>
      )}
    </span>
  );
}
