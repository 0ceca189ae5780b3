import Link from "next/link";
import { useEffect, useRef } from "react";
import { OwnedFiles } from "@/components/item/owned-files";
import { Chip } from "@/components/ui/chip";
import * as copy from "./copy";
import type { Content } from "./wall-machine";

interface OpenViewProps {
  itemId: string;
  content: Content;
  receiptId: string | null;
  /** Just unlocked: the focus goes to what is new. */
  fresh: boolean;
}

/** The card has collapsed into one line, and what was behind it stands in its place. */
export function OpenView({ itemId, content, receiptId, fresh }: OpenViewProps) {
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!fresh) return;
    const first = body.current?.querySelector<HTMLElement>("p, h2, h3, li");
    if (!first) return;
    first.tabIndex = -1;
    first.classList.add("outline-none");
    first.focus({ preventScroll: true });
  }, [fresh]);

  return (
    <div data-unlocked="" className="animate-rise">
      <p className="mb-6 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3">
        <Chip tone="green">{fresh ? copy.open.fresh : copy.open.owned}</Chip>
        {receiptId && (
          <Link href={`/receipts/${receiptId}`} className="link">
            {copy.open.receipt}
          </Link>
        )}
      </p>
      <div ref={body}>
        {content.kind === "file" ? (
          <OwnedFiles files={content.files} itemId={itemId} />
        ) : (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: the server's own Markdown renderer made and sanitised it
          <div className="reading" dangerouslySetInnerHTML={{ __html: content.html }} />
        )}
      </div>
    </div>
  );
}
