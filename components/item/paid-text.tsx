import type { ReactNode } from "react";
import { useText } from "@/lib/i18n/use-text";
import { languageOfHtml } from "../format/language";
import { KeptPlace } from "./kept-place";
import { continueNotes, countNotes, splitNotes } from "./notes";
import { text } from "./owned/text";

interface PaidTextProps {
  html: string;
  line?: ReactNode;
  /** For a text that is read from beginning to end: its place is remembered. */
  itemId?: string;
  /** The footnotes of the free part: they stand before those of this one. */
  freeNotes?: string;
  /** The place is told to the wallet's other devices. */
  isTold?: boolean;
}

/** The paid part on the page of somebody who owns it. */
export function PaidText({ html, line, itemId, freeNotes = "", isTold = false }: PaidTextProps) {
  const { paidPart } = useText(text);
  const paid = splitNotes(continueNotes(html, countNotes(freeNotes)));
  const notes = freeNotes + paid.notes;
  const lang = languageOfHtml(html);
  return (
    <section aria-label={paidPart} data-paid="">
      {itemId && <KeptPlace itemId={itemId} isTold={isTold} />}
      {line && <div className="mb-7 border-y border-rule py-2.5 print:hidden">{line}</div>}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown */}
      <div lang={lang} className="reading" dangerouslySetInnerHTML={{ __html: paid.text }} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown */}
      {notes && <div lang={lang} className="reading notes mt-14" dangerouslySetInnerHTML={{ __html: notes }} />}
    </section>
  );
}
