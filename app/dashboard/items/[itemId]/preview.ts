"use server";
import { renderItemText } from "@/lib/catalog/files/render-text";
import { getOwned } from "@/lib/catalog/items/draft";
import { contentBytesMax, previewBytesMax } from "@/lib/catalog/limits";
import { readLocale } from "@/lib/i18n/read-locale";
import type { Address } from "@/lib/kernel/address";
import { Refusal } from "@/lib/kernel/errors";
import { services } from "@/lib/services";
import { currentViewer } from "@/lib/session/session-cookie";

/** How Markdown of this item will look, by the very renderer that readers get. Keeps nothing. */
export async function previewMarkdown(
  itemId: string,
  preview: string,
  content: string,
): Promise<{ preview: string; content: string } | null> {
  const { wallet } = await currentViewer();
  if (wallet === null || typeof itemId !== "string" || !(await isOwn(wallet, itemId))) return null;
  if (
    typeof preview !== "string" ||
    typeof content !== "string" ||
    preview.length > previewBytesMax ||
    content.length > contentBytesMax
  )
    return null;
  const locale = await readLocale();
  const render = async (markdown: string, idPrefix: string) =>
    (await renderItemText(services(), { itemId, markdown, idPrefix, language: locale })).html;
  const [previewHtml, contentHtml] = await Promise.all([render(preview, "free-"), render(content, "paid-")]);
  return { preview: previewHtml, content: contentHtml };
}

const isOwn = (wallet: Address, itemId: string) =>
  getOwned(services().db, wallet, itemId).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refusal) return false;
      throw error;
    },
  );
