import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ItemEditor } from "@/components/editor/item-editor";
import { text } from "@/components/editor/text";
import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import { getDraft } from "@/lib/catalog/items/draft";
import { listTags } from "@/lib/catalog/market/list-tags";
import { readText } from "@/lib/i18n/read-locale";
import { Refusal } from "@/lib/kernel/errors";
import { services } from "@/lib/services";
import { findCreatorSession } from "../../creator-session";
import { previewMarkdown } from "./preview";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).pageTitle };
}

export default async function EditPage({ params }: { params: Promise<{ itemId: string }> }) {
  const session = await findCreatorSession();
  if (!session) return null;
  const { itemId } = await params;
  const draft = await getDraft(services(), session.wallet, itemId).catch((error: unknown) => {
    // Its row is in the list, with what it earned.
    if (error instanceof Refusal && error.code === "removed") redirect("/dashboard/items");
    if (error instanceof Refusal) notFound();
    throw error;
  });
  const tags = await listTags(services());
  return (
    <ItemEditor
      key={itemId}
      initial={itemDraftCodec.encode(draft)}
      handle={session.creator.handle}
      creatorName={session.creator.displayName}
      tags={tags.map(({ tag }) => tag)}
      origin={services().origin}
      render={previewMarkdown.bind(null, itemId)}
    />
  );
}
