"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useText } from "@/lib/i18n/use-text";
import type { Conflict } from "./desk";
import { fieldsOf } from "./fields";
import { text } from "./text";
import type { Editor } from "./use-editor";
import { WordDiff } from "./versions/word-diff";

/** Resolves two saves of the same base version. Both versions stay in the history, whichever is chosen. */
export function ConflictDialog({ editor, conflict }: { editor: Editor; conflict: Conflict }) {
  const { conflict: t, parts } = useText(text);
  const { desk, fields } = editor;
  const theirs = fieldsOf(conflict.theirs);
  const [copied, setCopied] = useState(false);
  const mine = conflict.disputed.map((name) => fields[name]).join("\n\n");
  const copy = async () => {
    await navigator.clipboard.writeText(mine);
    setCopied(true);
  };
  return (
    <Dialog open wide title={t.title} description={t.text}>
      <div className="mt-5 space-y-6">
        {conflict.disputed.map((name) => (
          <div key={name}>
            <h3 className="eyebrow mb-2">{t.legend(parts[name])}</h3>
            <section
              aria-label={t.both(parts[name])}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
              tabIndex={0}
              className="max-h-[38dvh] overflow-y-auto rounded-md border border-rule bg-paper px-4 py-3"
            >
              <WordDiff
                before={theirs[name]}
                after={fields[name]}
                isMarkdown={name === "preview" || name === "content"}
                names={{ removed: t.theirs, added: t.yours }}
              />
            </section>
          </div>
        ))}
      </div>
      <DialogActions>
        <Button onClick={() => void copy()}>{copied ? t.copied : t.copy}</Button>
        <Button onClick={() => desk.takeTheirs()}>{t.takeTheirs}</Button>
        <Button variant="primary" onClick={() => void desk.keepMine()}>
          {t.keepMine}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
