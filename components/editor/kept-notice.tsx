import { useLocale } from "#use-locale";
import { useZone } from "@/components/format/zone";
import { formatZoned } from "@/components/format/zoned";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useText } from "@/lib/i18n/use-text";
import { countWords } from "@/lib/markdown/words";
import { changedNames, type Fields, fieldsOf, ownNames } from "./fields";
import { restored } from "./kept-fields";
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
  const { fields } = restored(kept, draft);
  const words = countWords(`${kept.fields.preview ?? ""} ${kept.fields.content ?? ""}`);
  const named = (name: keyof Fields) =>
    ownNames.includes(name) && fields[name] && saved[name] ? t.instead(parts[name], fields[name], saved[name]) : parts[name];
  const names = changedNames(fields, saved).map(named);
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
