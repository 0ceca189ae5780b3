import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { PaidRule } from "./paid-rule";

interface TextPreviewProps {
  rendered: { preview: string; content: string } | "loading" | "failed";
  label: string;
}

/** Both parts through the renderer that readers get. */
export function TextPreview({ rendered, label }: TextPreviewProps) {
  if (rendered === "failed")
    return <Notice tone="red">The preview could not be made. Your text is still here; try again in a moment.</Notice>;
  if (rendered === "loading") {
    return (
      <div role="status" className="space-y-3">
        <span className="sr-only">Making the preview</span>
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-11/12" />
        <Skeleton className="h-4 w-4/5" />
      </div>
    );
  }
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown */}
      <div className="reading" dangerouslySetInnerHTML={{ __html: rendered.preview || "<p><em>No free part.</em></p>" }} />
      <PaidRule label={label} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown */}
      <div className="reading" dangerouslySetInnerHTML={{ __html: rendered.content || "<p><em>No paid part.</em></p>" }} />
    </>
  );
}
