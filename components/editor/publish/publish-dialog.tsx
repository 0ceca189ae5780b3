"use client";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useText } from "@/lib/i18n/use-text";
import { readClock } from "@/lib/kernel/zone";
import { browserZone, toLocalInput, tomorrow } from "../../dashboard-ui/when";
import type { Fields } from "../fields";
import { text as editorText } from "../text";
import type { Editor } from "../use-editor";
import { Previews } from "./previews";
import { instantOf, type PublishChoice, PublishOptions } from "./publish-options";
import { type PreviewAnswer, readItem } from "./read-preview";
import { text } from "./text";

interface PublishDialogProps {
  editor: Editor;
  origin: string;
  /** `to`: the field to go on with. */
  onClose: (to?: keyof Fields) => void;
}

/** Saves first, so that the preview shows what will be published. `again`: what that is, was changed elsewhere. */
function usePreview({ tryOut }: Editor) {
  const [answer, setAnswer] = useState<PreviewAnswer | "failed">();
  const [turn, setTurn] = useState(0);
  const latest = useRef(tryOut);
  useEffect(() => {
    latest.current = tryOut;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once in each turn
  useEffect(() => {
    let isHere = true;
    void latest.current().then((next) => isHere && setAnswer(next ?? "failed"));
    return () => {
      isHere = false;
    };
  }, [turn]);
  const again = () => {
    setAnswer(undefined);
    setTurn((before) => before + 1);
  };
  return { answer, again, isAnother: turn > 0 };
}

const labelOf = (isPublic: boolean, isScheduled: boolean, later: boolean) =>
  later ? (isScheduled ? "changeTime" : "schedule") : isPublic ? "publishChanges" : "publishNow";

/** Previews the draft and asks for visibility and time before publishing. */
export function PublishDialog({ editor, origin, onClose }: PublishDialogProps) {
  const t = useText(text);
  const { draft, busy } = editor;
  const isScheduled = draft.status === "scheduled";
  const isPublic = draft.status === "listed" || draft.status === "unlisted";
  const { answer, again, isAnother } = usePreview(editor);
  const [choice, setChoice] = useState<PublishChoice>(() => ({
    listed: isScheduled ? draft.scheduledListed : draft.status !== "unlisted",
    at: draft.scheduledFor && toLocalInput(new Date(draft.scheduledFor)),
  }));
  const [suggested] = useState(() => toLocalInput(tomorrow(new Date())));

  const instant = instantOf(choice);
  const ready = answer && answer !== "failed" ? answer : null;
  const item = ready && readItem(ready);

  const go = async () => {
    const { listed } = choice;
    if (instant === undefined || !item) return;
    const done = instant === null ? await editor.publish(listed, item.versionNumber) : await editor.schedule(instant, listed);
    if (done === "changed") again();
    else if (done) onClose();
  };
  const keepAsDraft = async () => {
    if (await editor.unschedule()) onClose();
  };

  const isTime = choice.at === null || readClock(choice.at, browserZone()) !== undefined;
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={isPublic ? t.titleOfChanges : t.title} wide>
      {isAnother && <Notice className="mt-4">{t.isAnother}</Notice>}
      {answer === undefined && <Waiting />}
      {ready && item && (
        <div className="mt-5 grid gap-x-10 gap-y-8 md:grid-cols-[minmax(0,1fr)_17rem]">
          <div className="order-last min-w-0 md:order-first">
            <Previews answer={ready} item={item} origin={origin} />
          </div>
          <PublishOptions
            amount={item.amount}
            missing={ready.missing}
            hasCover={item.cover !== null}
            hasDek={item.dek !== ""}
            choice={choice}
            onChoice={setChoice}
            mayWait={!isPublic}
            suggested={suggested}
            timeError={isTime ? editor.errorOf("at") : t.badTime}
          />
        </div>
      )}
      <FailedPictures editor={editor} onGo={onClose} />
      {answer && <Refused editor={editor} isUnsaved={!ready} onGo={onClose} />}
      {/* Always in sight, however long what stands above it: on a phone that is several screens. */}
      <div className="sticky -bottom-6 -mx-6 mt-6 -mb-6 flex flex-wrap justify-end gap-2.5 border-t border-rule bg-raised px-6 py-3.5">
        {isScheduled && (
          <Button variant="quiet" className="me-auto" onClick={() => void keepAsDraft()} disabled={busy}>
            {t.keepAsDraft}
          </Button>
        )}
        <Button onClick={() => onClose()}>{t.notYet}</Button>
        <Button
          variant="primary"
          onClick={() => void go()}
          disabled={busy || !ready || ready.missing.length > 0 || instant === undefined}
        >
          {busy ? t.busy : t[labelOf(isPublic, isScheduled, choice.at !== null)]}
        </Button>
      </div>
    </Dialog>
  );
}

interface RefusedProps {
  editor: Editor;
  /** The draft could not be saved. */
  isUnsaved: boolean;
  onGo(to: keyof Fields): void;
}

/** Why there is nothing to preview, or why nothing was published, and where to go on. */
function Refused({ editor, isUnsaved, onGo }: RefusedProps) {
  const t = useText(text);
  const { parts } = useText(editorText);
  const { problem, failing } = editor;
  // What is wrong with the time stands beside it.
  const isOfTime = problem?.issues.some(({ path }) => path === "at");
  const refused = problem && !isOfTime ? ((failing && editor.errorOf(failing)) ?? problem.message) : null;
  if (!refused && !isUnsaved) return null;
  return (
    <Notice tone="red" className="mt-5">
      {refused ?? t.notSaved}
      {failing && (
        <Button size="small" className="mt-3 block" onClick={() => onGo(failing)}>
          {t.goTo(parts[failing])}
        </Button>
      )}
    </Notice>
  );
}

/** What stands in the text before the eyes of its author, and is not in the preview. */
function FailedPictures({ editor: { failedPictures }, onGo }: Pick<RefusedProps, "editor" | "onGo">) {
  const t = useText(text);
  const { parts } = useText(editorText);
  if (failedPictures === 0) return null;
  return (
    <Notice tone="red" className="mt-5">
      {t.picturesFailed(failedPictures)}
      <Button size="small" className="mt-3 block" onClick={() => onGo("content")}>
        {t.goTo(parts.content)}
      </Button>
    </Notice>
  );
}

function Waiting() {
  return (
    <div role="status" className="mt-5 grid gap-10 md:grid-cols-[1fr_17rem]">
      <span className="sr-only">{useText(text).waiting}</span>
      <Skeleton className="h-64" />
      <Skeleton className="h-64" />
    </div>
  );
}
