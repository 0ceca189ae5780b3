"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useAnnounce } from "@/components/ui/toast";
import { call } from "@/lib/browser/api";
import type { ItemStatus } from "@/lib/catalog/codecs";
import { useText } from "@/lib/i18n/use-text";
import { useAction } from "../api/use-action";
import { RemoveDialog } from "../editor/rail/visibility";
import { text } from "./text";

interface ItemMenuProps {
  item: { id: string; title: string; slug: string; status: ItemStatus };
  handle: string;
}

const row =
  "flex min-h-10 cursor-pointer items-center px-4 text-sm font-semibold text-ink no-underline outline-none select-none data-[highlighted]:bg-sunk";

/** The actions for an item in the list of items. */
export function ItemMenu({ item, handle }: ItemMenuProps) {
  const { menu: t, untitled } = useText(text);
  const router = useRouter();
  const announce = useAnnounce();
  const [removing, setRemoving] = useState(false);
  const { busy, run } = useAction();
  const { id, status, title } = item;
  const params = { itemId: id };
  const path = `/@${handle}/${item.slug}`;
  const isPublic = status === "listed" || status === "unlisted";
  const isDraft = !isPublic && status !== "hidden";

  const act = async (done: string, work: () => Promise<unknown>) => {
    const ok = await run(async () => {
      await work();
      return true;
    });
    announce(ok ? done : t.failed, ok ? "plain" : "red");
    router.refresh();
  };
  const copyLink = async () => {
    await navigator.clipboard.writeText(location.origin + path);
    announce(t.linkCopied);
  };
  const remove = (reason: string) => {
    setRemoving(false);
    void act(isDraft ? t.deleted : t.removed, () =>
      call("DELETE /api/items/{itemId}", { params, query: reason ? { reason } : {} }),
    );
  };

  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger aria-label={t.of(title || untitled)} disabled={busy} className="row-menu">
          <svg viewBox="0 0 24 24" aria-hidden>
            <path d="M5 12h.01M12 12h.01M19 12h.01" />
          </svg>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            collisionPadding={12}
            className="z-30 min-w-48 rounded-md border border-rule bg-raised py-1.5 shadow-lift"
          >
            <DropdownMenu.Item asChild className={row}>
              <Link href={`/dashboard/items/${id}`}>{t.edit}</Link>
            </DropdownMenu.Item>
            <DropdownMenu.Item asChild className={row}>
              {isPublic ? <Link href={path}>{t.view}</Link> : <Link href={`/dashboard/items/${id}/preview`}>{t.preview}</Link>}
            </DropdownMenu.Item>
            {isPublic && (
              <DropdownMenu.Item className={row} onSelect={() => void copyLink()}>
                {t.copyLink}
              </DropdownMenu.Item>
            )}
            {status === "listed" && (
              <DropdownMenu.Item
                className={row}
                onSelect={() => void act(t.unlisted, () => call("POST /api/items/{itemId}/unlist", { params }))}
              >
                {t.unlist}
              </DropdownMenu.Item>
            )}
            {status === "unlisted" && (
              <DropdownMenu.Item
                className={row}
                onSelect={() => void act(t.listed, () => call("POST /api/items/{itemId}/list", { params }))}
              >
                {t.list}
              </DropdownMenu.Item>
            )}
            {status === "scheduled" && (
              <DropdownMenu.Item
                className={row}
                onSelect={() => void act(t.unscheduled, () => call("DELETE /api/items/{itemId}/schedule", { params }))}
              >
                {t.unschedule}
              </DropdownMenu.Item>
            )}
            <DropdownMenu.Separator className="my-1.5 border-t border-rule" />
            <DropdownMenu.Item className={`${row} text-red!`} onSelect={() => setRemoving(true)}>
              {isDraft ? t.delete : t.remove}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <RemoveDialog
        open={removing}
        onOpenChange={setRemoving}
        title={title || untitled}
        isDraft={isDraft}
        busy={busy}
        onRemove={remove}
      />
    </>
  );
}
