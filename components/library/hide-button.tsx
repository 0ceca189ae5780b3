"use client";
import { useState } from "react";
import { useAction } from "@/components/api/use-action";
import { useAnnounce } from "@/components/ui/toast";
import { call } from "@/lib/browser/api";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

interface HideButtonProps {
  itemId: string;
  title: string;
  /** As the list was made. */
  wasHidden: boolean;
}

/** Hides a piece or shows it again. Its row stays until the next list, so that it can be taken back. */
export function HideButton({ itemId, title, wasHidden }: HideButtonProps) {
  const t = useText(text).hiding;
  const announce = useAnnounce();
  const { busy, problem, run } = useAction();
  const [isHidden, setHidden] = useState(wasHidden);

  const toggle = () =>
    run(async () => {
      await call(`${isHidden ? "DELETE" : "PUT"} /api/library/{itemId}/hidden`, { params: { itemId } });
      setHidden(!isHidden);
      announce(isHidden ? t.shown : t.hidden);
    });

  const named = isHidden ? t.showOf(title) : t.hideOf(title);
  const word = isHidden ? t.show : t.hide;
  const isChanged = isHidden !== wasHidden;
  return (
    <>
      <button
        type="button"
        disabled={busy}
        onClick={toggle}
        data-changed={isChanged || undefined}
        aria-label={isChanged ? `${t.undo}: ${named}` : named}
      >
        {isChanged ? t.undo : word}
      </button>
      {problem && <span className="relative text-red">{problem.message}</span>}
    </>
  );
}
