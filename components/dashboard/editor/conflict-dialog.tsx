"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { WordDiff } from "../versions/word-diff";
import type { Conflict } from "./desk";
import { type Fields, fieldsOf } from "./fields";
import type { Editor } from "./use-editor";

const nameOf: Record<keyof Fields, string> = {
  title: "Title",
  dek: "Dek",
  slug: "Address",
  price: "Price",
  tags: "Tags",
  preview: "Free part",
  content: "Paid part",
};

/** Two saves that started from one text. Nobody's words go without a decision, and either way both stay in the history. */
export function ConflictDialog({ editor, conflict }: { editor: Editor; conflict: Conflict }) {
  const { desk, fields } = editor;
  const theirs = fieldsOf(conflict.theirs);
  const [copied, setCopied] = useState(false);
  const mine = conflict.disputed.map((name) => fields[name]).join("\n\n");
  const copy = async () => {
    await navigator.clipboard.writeText(mine);
    setCopied(true);
  };
  return (
    <Dialog
      open
      wide
      title="This piece was changed elsewhere"
      description="Another tab or device saved it while you were writing here. Nothing is overwritten before you choose."
    >
      <div className="mt-5 space-y-6">
        {conflict.disputed.map((name) => (
          <div key={name}>
            <h3 className="eyebrow mb-2">{nameOf[name]}: struck is theirs, underlined is yours</h3>
            <section
              aria-label={`${nameOf[name]}, both texts`}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
              tabIndex={0}
              className="max-h-[38dvh] overflow-y-auto rounded-md border border-rule bg-paper px-4 py-3"
            >
              <WordDiff before={theirs[name]} after={fields[name]} names={{ removed: "Theirs", added: "Yours" }} />
            </section>
          </div>
        ))}
      </div>
      <DialogActions>
        <Button onClick={() => void copy()}>{copied ? "Copied" : "Copy mine"}</Button>
        <Button onClick={() => desk.takeTheirs()}>Take theirs</Button>
        <Button variant="primary" onClick={() => void desk.keepMine()}>
          Keep mine
        </Button>
      </DialogActions>
    </Dialog>
  );
}
