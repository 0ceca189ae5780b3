import { useLocale } from "#use-locale";
import { useZone } from "@/components/format/zone";
import { formatZoned } from "@/components/format/zoned";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useText } from "@/lib/i18n/use-text";
import { countWords } from "@/lib/markdown/words";
import { text } from "./text";
import type { Editor } from "./use-editor";

/** Offers unsaved text of an earlier visit. */
export function KeptNotice({ editor }: { editor: Editor }) {
  const { kept: t, words: wordsOf } = useText(text);
  const locale = useLocale();
  const zone = useZone();
  const { kept, desk } = editor;
  if (!kept) return null;
  const words = countWords(`${kept.fields.preview} ${kept.fields.content}`);
  return (
    <Notice tone="plain" className="mb-6">
      <p>
        <strong>{t.title}</strong>
        {t.of(formatZoned(new Date(kept.keptAt), locale, zone, "minute"), wordsOf(words))}
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
