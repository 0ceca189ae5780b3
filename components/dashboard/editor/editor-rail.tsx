import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { Stamp } from "@/components/ui/stamp";
import { DECIMAL_USDC, formatUsd, parseUsdc } from "@/lib/kernel/money";
import type { Editor } from "./use-editor";

const amountOf = (price: string) => (DECIMAL_USDC.test(price.trim()) ? parseUsdc(price.trim()) : null);

interface RailProps {
  editor: Editor;
  handle: string;
  origin: string;
}

/** What belongs to the piece and not to its text. It holds as soon as it is saved. */
export function EditorRail({ editor, handle, origin }: RailProps) {
  const { fields, set, errorOf, draft, problem } = editor;
  const amount = amountOf(fields.price);
  const slugTaken = problem?.code === "slug_taken" ? problem.message : undefined;
  return (
    <aside aria-label="Price and address" className="space-y-6 lg:sticky lg:top-20">
      <Field
        label="Price in dollars"
        error={errorOf("price")}
        hint={
          amount === null ? (
            "From 0.001 to 10000, with at most six decimals."
          ) : (
            <>
              You receive <span className="figures font-semibold text-ink">{formatUsd(amount)}</span> in USDC for each sale: all
              of it.
            </>
          )
        }
      >
        {(control) => (
          <div className="flex items-center gap-3">
            <div className="relative min-w-0 flex-1">
              <span aria-hidden className="absolute top-1/2 left-3 -translate-y-1/2 text-ink-3">
                $
              </span>
              <Input
                inputMode="decimal"
                autoComplete="off"
                value={fields.price}
                onChange={(event) => set("price", event.target.value)}
                className="figures ps-7"
                {...control}
              />
            </div>
            {amount !== null && <Stamp amount={amount} className="h-9" />}
          </div>
        )}
      </Field>
      <Field
        label="Address"
        error={errorOf("slug") ?? slugTaken}
        hint={
          <span className="break-all">
            {new URL(origin).host}/@{handle}/<span className="text-ink-2">{fields.slug}</span>
          </span>
        }
      >
        {(control) => (
          <Input
            value={fields.slug}
            onChange={(event) => set("slug", event.target.value)}
            maxLength={80}
            autoCapitalize="none"
            spellCheck={false}
            autoComplete="off"
            {...control}
          />
        )}
      </Field>
      <Field label="Tags" optional hint="Up to five, with commas between them." error={errorOf("tags")}>
        {(control) => (
          <Input value={fields.tags} onChange={(event) => set("tags", event.target.value)} autoComplete="off" {...control} />
        )}
      </Field>
      <p className="border-t border-rule pt-4 text-sm text-pretty text-ink-3">
        Price, address and tags hold as soon as they are saved.{" "}
        {draft.kind === "article" ? "The text reaches" : "Files and text reach"} readers when you publish; who has bought keeps
        access whatever changes.
      </p>
      <TakeDown editor={editor} />
    </aside>
  );
}

function TakeDown({ editor }: { editor: Editor }) {
  const [asking, setAsking] = useState(false);
  const { draft, busy } = editor;
  const isDraft = draft.status === "draft";
  return (
    <div className="flex flex-wrap gap-2.5">
      {draft.status === "listed" && (
        <Button size="small" onClick={() => void editor.unlist()} disabled={busy}>
          Unlist
        </Button>
      )}
      <Button size="small" variant="danger" onClick={() => setAsking(true)} disabled={busy}>
        {isDraft ? "Delete draft" : "Remove"}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={isDraft ? "Delete this draft?" : "Remove this piece for good?"}
        description={
          isDraft
            ? "Nobody has seen it, and it cannot be brought back."
            : "It leaves the market and its page closes. Those who bought it keep it in their library. This cannot be undone; to hide it for a while, unlist it instead."
        }
      >
        <DialogActions>
          <Button onClick={() => setAsking(false)}>Keep it</Button>
          <Button variant="primary" onClick={() => void editor.remove()} disabled={busy}>
            {isDraft ? "Delete draft" : "Remove for good"}
          </Button>
        </DialogActions>
      </Dialog>
    </div>
  );
}
