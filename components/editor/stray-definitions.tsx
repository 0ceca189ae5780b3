import { useDeferredValue, useMemo } from "react";
import { Button } from "@/components/ui/button";
import { carryTargets } from "@/lib/archive/definitions";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";
import type { Editor } from "./use-editor";

const labels = (names: string[]) => names.map((name) => `[${name}]`).join(", ");

/** Tells of links and footnotes that are defined on the other side of the paid line: each side is read by itself. */
export function StrayDefinitions({ editor: { fields, desk } }: { editor: Editor }) {
  const t = useText(text).text;
  const preview = useDeferredValue(fields.preview);
  const content = useDeferredValue(fields.content);
  const strayed = useMemo(() => carryTargets({ preview, content }), [preview, content]);
  const { notesMissing, targetsMissing, targetsCarried } = strayed;
  const carry = () => {
    desk.pull?.();
    const { fields: now } = desk.snapshot();
    desk.replace({ content: carryTargets(now).content });
  };
  return (
    <div
      role="status"
      className="mt-5 space-y-2 border-s-2 border-rule-strong ps-3 text-sm text-pretty wrap-anywhere text-ink-2 empty:hidden"
    >
      {notesMissing.length > 0 && <p>{t.apart(labels(notesMissing.map((name) => `^${name}`)))}</p>}
      {targetsMissing.length > 0 && <p>{t.targetsBelow(labels(targetsMissing))}</p>}
      {targetsCarried.length > 0 && (
        <div>
          <p>{t.targetsAbove(labels(targetsCarried))}</p>
          <Button size="small" className="mt-2" onClick={carry}>
            {t.carry}
          </Button>
        </div>
      )}
    </div>
  );
}
