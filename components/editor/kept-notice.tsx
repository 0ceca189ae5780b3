import { useLocale } from "#use-locale";
import { useZone } from "@/components/format/zone";
import { formatZoned } from "@/components/format/zoned";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useText } from "@/lib/i18n/use-text";
import { countWords } from "@/lib/markdown/words";
import { changedNames, fieldsOf } from "./fields";
import { text } from "./text";
import type { Editor } from "./use-editor";

/** Offers what an earlier visit left unsaved. */
export function KeptNotice({ editor }: { editor: Editor }) {
  const { kept: t, words: wordsOf, parts, listed } = useText(text);
  const locale = useLocale();
  const zone = useZone();
  const { kept, desk, draft } = editor;
  const saved = fieldsOf(draft);
  if (!kept) return null;
  const { fields } = kept;
  const words = countWords(`${fields.preview ?? ""} ${fields.content ?? ""}`);
  const names = changedNames({ ...saved, ...fields }, saved).map((name) => parts[name]);
  return (
    <Notice tone="plain" className="mb-6">
      <p>
        <strong>{t.title}</strong>
        {t.of(formatZoned(new Date(kept.keptAt), locale, zone, "minute"), listed(names), words > 0 ? wordsOf(words) : "")}
      </p>
      <div className="mt-3 flex flex-wrap gap-2.5">
        <Button size="small" variant="primary" onClick={() => desk.restoreKept()}>
          {t.restore}
        </Button>
        <Button size="small" onClick={() => desk.discardKept()}>
          {t.discard}
        </Button>
      </div>
    </Notice>
  );
}
