"use client";
import { MoreHorizontal } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useAnnounce } from "@/components/ui/toast";
import type { ItemStatus } from "@/lib/catalog/types";
import { callApi } from "@/lib/wallet/api";
import { RemoveDialog } from "./rail/visibility";
import { useAction } from "./use-action";

interface ItemMenuProps {
  item: { id: string; title: string; slug: string; status: ItemStatus };
  handle: string;
}

const row =
  "flex min-h-10 cursor-pointer items-center px-4 text-sm font-semibold text-ink no-underline outline-none select-none data-[highlighted]:bg-sunk";

/** What can be done with a piece from the list of pieces. */
export function ItemMenu({ item, handle }: ItemMenuProps) {
  const router = useRouter();
  const announce = useAnnounce();
  const [removing, setRemoving] = useState(false);
  const { busy, run } = useAction();
  const { id, status, title } = item;
  const url = `/api/items/${id}`;
  const path = `/@${handle}/${item.slug}`;
  const isPublic = status === "listed" || status === "unlisted";

  const act = async (done: string, call: () => Promise<unknown>) => {
    const ok = await run(async () => {
      await call();
      return true;
    });
    announce(ok ? done : "That did not work. Load the page again to see how things stand.", ok ? "plain" : "red");
    router.refresh();
  };
  const copyLink = async () => {
    await navigator.clipboard.writeText(location.origin + path);
    announce("Link copied");
  };
  const remove = (reason: string) => {
    setRemoving(false);
    void act(isPublic ? "Taken down. Buyers keep it." : "Deleted", () =>
      callApi("DELETE", reason ? `${url}?${new URLSearchParams({ reason })}` : url),
    );
  };

  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          aria-label={`Actions for ${title || "Untitled"}`}
          disabled={busy}
          className="-my-2 inline-grid size-10 place-items-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink"
        >
          <MoreHorizontal aria-hidden className="size-5" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            collisionPadding={12}
            className="z-30 min-w-48 rounded-md border border-rule bg-raised py-1.5 shadow-lift"
          >
            <DropdownMenu.Item asChild className={row}>
              <Link href={`/dashboard/items/${id}`}>Edit</Link>
            </DropdownMenu.Item>
            <DropdownMenu.Item asChild className={row}>
              {isPublic ? <Link href={path}>View</Link> : <Link href={`/dashboard/items/${id}/preview`}>Preview</Link>}
            </DropdownMenu.Item>
            {isPublic && (
              <DropdownMenu.Item className={row} onSelect={() => void copyLink()}>
                Copy link
              </DropdownMenu.Item>
            )}
            {status === "listed" && (
              <DropdownMenu.Item
                className={row}
                onSelect={() => void act("Taken out of the market", () => callApi("POST", `${url}/unlist`))}
              >
                Unlist
              </DropdownMenu.Item>
            )}
            {status === "unlisted" && (
              <DropdownMenu.Item
                className={row}
                onSelect={() => void act("In the market again", () => callApi("POST", `${url}/list`))}
              >
                List again
              </DropdownMenu.Item>
            )}
            {status === "scheduled" && (
              <DropdownMenu.Item
                className={row}
                onSelect={() => void act("A draft again", () => callApi("DELETE", `${url}/schedule`))}
              >
                Keep as a draft
              </DropdownMenu.Item>
            )}
            <DropdownMenu.Separator className="my-1.5 border-t border-rule" />
            <DropdownMenu.Item className={`${row} text-red!`} onSelect={() => setRemoving(true)}>
              {isPublic ? "Remove…" : "Delete…"}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <RemoveDialog open={removing} onOpenChange={setRemoving} isDraft={!isPublic} busy={busy} onRemove={remove} />
    </>
  );
}
