"use client";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { KeepLine } from "@/components/item/keep/keep-line";
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
  /** Just unlocked: the focus moves to the content. */
  fresh: boolean;
}

/** The opened content, with one line in place of the card. */
export function OpenView({ itemId, content, receiptId, fresh }: OpenViewProps) {
  const { open } = useText(text);
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!fresh) return;
    const first = body.current?.querySelector<HTMLElement>(".reading > *, li");
    if (!first) return;
    first.tabIndex = -1;
    first.classList.add("outline-none");
    first.focus({ preventScroll: true });
  }, [fresh]);

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
  return (
    <div ref={body} data-unlocked="" className="animate-rise space-y-5">
      {line}
      <OwnedFiles files={content.files} itemId={itemId} fresh={fresh} />
      {content.html && <PaidText html={content.html} />}
    </div>
  );
}
