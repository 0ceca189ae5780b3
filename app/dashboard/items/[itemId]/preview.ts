"use server";
import { contentBytesMax, previewBytesMax } from "@/lib/catalog/limits";
import { renderMarkdown } from "@/lib/catalog/markdown";
import { currentActor } from "@/lib/http/session-cookie";

/** How Markdown will look, by the very renderer that readers get. Reads nothing and keeps nothing. */
export async function previewMarkdown(preview: string, content: string): Promise<{ preview: string; content: string } | null> {
  if (!(await currentActor())?.wallet) return null;
  if (
    typeof preview !== "string" ||
    typeof content !== "string" ||
    preview.length > previewBytesMax ||
    content.length > contentBytesMax
  )
    return null;
  const [previewHtml, contentHtml] = await Promise.all([renderMarkdown(preview, "free-"), renderMarkdown(content, "paid-")]);
  return { preview: previewHtml, content: contentHtml };
}
