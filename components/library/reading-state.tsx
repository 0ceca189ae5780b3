"use client";
// How far the reader has read, on this device or another. The page reserves its space, so that nothing moves when it appears.
import Link from "next/link";
import { useEffect, useState } from "react";
import { placeOf, type ToldPlace } from "@/components/item/place-of";
import type { Progress } from "@/components/item/progress";
import { Chip } from "@/components/ui/chip";
import { useText } from "@/lib/i18n/use-text";
import type { ShownItem } from "./library-row";
import { text } from "./text";

const begun = 0.02;
const done = 0.97;
const percentOf = ({ fraction }: Progress) => Math.round(fraction * 100);
const isUnderWay = ({ fraction }: Progress) => fraction > begun && fraction < done;

type Kept = Pick<ShownItem, "itemId" | "title" | "href" | "place">;

/** The item read last, if it was not finished. */
export function ContinueLink({ items }: { items: Kept[] }) {
  const { continue: words } = useText(text);
  const [last, setLast] = useState<{ item: Kept; progress: Progress } | null>(null);
  useEffect(() => {
    const read = items.flatMap((item) => {
      const progress = placeOf(item.itemId, item.place);
      return progress && isUnderWay(progress) ? [{ item, progress }] : [];
    });
    setLast(read.toSorted((a, b) => b.progress.at - a.progress.at)[0] ?? null);
  }, [items]);
  if (!last) return null;
  return (
    <Link href={last.item.href} className="link block min-w-0 truncate font-semibold text-ink">
      {words(last.item.title, percentOf(last.progress))}
    </Link>
  );
}

/** `updatedAt`: in milliseconds; null if unchanged since the purchase. */
export function ReadingState({ itemId, updatedAt, told }: { itemId: string; updatedAt: number | null; told: ToldPlace }) {
  const t = useText(text);
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => setProgress(placeOf(itemId, told)), [itemId, told]);
  const isNews = updatedAt !== null && (progress === null || progress.at < updatedAt);
  return (
    <>
      {isNews && <Chip tone="green">{progress ? t.updatedSinceRead : t.updated}</Chip>}
      {progress && progress.fraction > begun && (
        <Chip className="figures">{progress.fraction < done ? t.stopped(percentOf(progress)) : t.read}</Chip>
      )}
    </>
  );
}
