import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useText } from "@/lib/i18n/use-text";
import { PaidRule } from "./paid-rule";
import { text } from "./text";

interface TextPreviewProps {
  rendered: { preview: string; content: string } | "loading" | "failed";
  label: string;
}

/** Both parts through the renderer that readers get. */
export function TextPreview({ rendered, label }: TextPreviewProps) {
  const t = useText(text).text;
  if (rendered === "failed") return <Notice tone="red">{t.failed}</Notice>;
  if (rendered === "loading") {
    return (
      <div role="status" className="space-y-3">
        <span className="sr-only">{t.making}</span>
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-11/12" />
        <Skeleton className="h-4 w-4/5" />
      </div>
    );
  }
  return (
    <>
      <Part html={rendered.preview} empty={t.noFree} />
      <PaidRule label={label} />
      <Part html={rendered.content} empty={t.noPaid} />
    </>
  );
}

function Part({ html, empty }: { html: string; empty: string }) {
  if (!html) {
    return (
      <p className="reading">
        <em>{empty}</em>
      </p>
    );
  }
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown
  return <div className="reading" dangerouslySetInnerHTML={{ __html: html }} />;
}
