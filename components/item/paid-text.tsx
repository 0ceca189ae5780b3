import type { ReactNode } from "react";

/** The paid part on the page of somebody who owns it. */
export function PaidText({ html, line }: { html: string; line?: ReactNode }) {
  return (
    <section aria-label="The paid part">
      {line && <div className="mb-7 border-y border-rule py-2.5">{line}</div>}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown */}
      <div className="reading" dangerouslySetInnerHTML={{ __html: html }} />
    </section>
  );
}
