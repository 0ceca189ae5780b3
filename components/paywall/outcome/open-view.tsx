"use client";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { KeepLine } from "@/components/item/keep/keep-line";
import { OwnedCard, ownedFilesId } from "@/components/item/owned/owned-card";
import { OwnedFiles } from "@/components/item/owned-files";
import { PaidText } from "@/components/item/paid-text";
import { UnlockedText } from "@/components/item/unlocked-text";
import { Chip } from "@/components/ui/chip";
import { useText } from "@/lib/i18n/use-text";
import type { Content } from "../wall-machine";
import { text } from "./text";

interface OpenViewProps {
  itemId: string;
  content: Content;
  receiptId: string | null;
  /** Just unlocked: the focus moves to the text, or to the card that stands in the wall's place. */
  fresh: boolean;
}

/** The opened content, with one line in place of the card. */
export function OpenView({ itemId, content, receiptId, fresh }: OpenViewProps) {
  const { open } = useText(text);
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!fresh) return;
    const first = content.kind === "article" ? body.current?.querySelector<HTMLElement>(".reading > *") : body.current;
    if (!first) return;
    first.tabIndex = -1;
    first.classList.add("outline-none");
    first.focus({ preventScroll: true });
  }, [fresh, content.kind]);

  const line = (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3">
      <Chip tone="green">{fresh ? open.fresh : open.owned}</Chip>
      {receiptId && (
        <Link href={`/receipts/${receiptId}`} className="link">
          {open.receipt}
        </Link>
      )}
      <KeepLine />
    </div>
  );
  if (content.kind === "article") {
    return (
      <div ref={body} data-unlocked="" className="animate-rise">
        <UnlockedText itemId={itemId} html={content.html} line={line} />
      </div>
    );
  }
  const list = document.getElementById(ownedFilesId);
  return (
    <div ref={body} data-unlocked="" className="animate-rise">
      <OwnedCard itemId={itemId} files={content.files} line={line} />
      {list &&
        createPortal(
          <div className="animate-rise space-y-10">
            <OwnedFiles files={content.files} itemId={itemId} />
            {content.html && <PaidText html={content.html} />}
          </div>,
          list,
        )}
    </div>
  );
}
