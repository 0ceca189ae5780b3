import Link from "next/link";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkedText } from "@/components/ui/linked-text";
import type { RemovedItem } from "@/lib/catalog/items/codecs";
import { useText } from "@/lib/i18n/use-text";
import { languageOf } from "../format/language";
import { text as moderation } from "../moderation/text";
import { Why } from "../moderation/why";
import { text } from "./text";

/** Stands at the address of a removed or hidden item: what it was, and its creator's or the operator's reason if there is one. */
export function Removed({ item: { title, creator, removalReason, hidden } }: { item: RemovedItem }) {
  const { removed } = useText(text);
  const { gone } = useText(moderation);
  return (
    <div className="page pt-10">
      <EmptyState
        alone
        title={removed.title}
        action={
          <>
            <LinkButton href="/library">{removed.library}</LinkButton>
            <LinkButton href="/">{removed.market}</LinkButton>
          </>
        }
      >
        {title && (
          <span lang={languageOf(title)} className="mb-1 block font-serif text-xl text-balance text-ink wrap-anywhere">
            {title}
          </span>
        )}
        <Link href={`/@${creator.handle}`} className="link mb-4 inline-block">
          {creator.displayName}
        </Link>
        <span className="mb-3 block">{hidden ? gone : removed.text}</span>
        {hidden && (
          <span className="mb-4 block">
            <Why why={hidden} />
          </span>
        )}
        {removalReason && !hidden && (
          <span
            lang={languageOf(removalReason)}
            className="my-4 block border-s-2 border-rule-strong ps-4 text-start serif-italic wrap-anywhere whitespace-pre-line text-ink"
          >
            <LinkedText text={removalReason} />
          </span>
        )}{" "}
        {removed.yours}
      </EmptyState>
    </div>
  );
}
