import { useLocale } from "#use-locale";
import { formatCount, formatInstant } from "@/components/item/format";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { countWords } from "@/lib/kernel/words";
import type { Editor } from "./use-editor";

/** Words of an earlier visit that never reached the server. */
export function KeptNotice({ editor }: { editor: Editor }) {
  const locale = useLocale();
  const { kept, desk } = editor;
  if (!kept) return null;
  const words = countWords(`${kept.fields.preview} ${kept.fields.content}`);
  return (
    <Notice tone="plain" className="mb-6">
      <p>
        <strong>Words that were not saved are kept on this device</strong>, from {formatInstant(new Date(kept.keptAt), locale)} (
        {formatCount(words, "word")}).
      </p>
      <div className="mt-3 flex flex-wrap gap-2.5">
        <Button size="small" variant="primary" onClick={() => desk.restoreKept()}>
          Bring them back
        </Button>
        <Button size="small" onClick={() => desk.discardKept()}>
          Throw them away
        </Button>
      </div>
    </Notice>
  );
}
