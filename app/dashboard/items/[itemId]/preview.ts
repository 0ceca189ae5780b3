"use server";
import { contentBytesMax, previewBytesMax } from "@/lib/catalog/limits";
import { readLocale } from "@/lib/i18n/read-locale";
import { renderMarkdown } from "@/lib/markdown/render";
import { currentViewer } from "@/lib/session/session-cookie";

/** How Markdown will look, by the very renderer that readers get. Reads nothing and keeps nothing. */
export async function previewMarkdown(preview: string, content: string): Promise<{ preview: string; content: string } | null> {
  if ((await currentViewer()).kind !== "person") return null;
  if (
    typeof preview !== "string" ||
    typeof content !== "string" ||
    preview.length > previewBytesMax ||
    content.length > contentBytesMax
  )
    return null;
  const locale = await readLocale();
  const [previewHtml, contentHtml] = await Promise.all([
    renderMarkdown(preview, "free-", locale),
    renderMarkdown(content, "paid-", locale),
  ]);
  return { preview: previewHtml, content: contentHtml };
}
