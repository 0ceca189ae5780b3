import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { SuspendedCreator } from "@/lib/catalog/creators/codecs";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";
import { Why } from "./why";

/** Stands at the address of a creator whom an operator has suspended. */
export function Suspended({ creator: { displayName, suspension } }: { creator: SuspendedCreator }) {
  const { suspended: t } = useText(text);
  return (
    <div className="page pt-10">
      <EmptyState
        alone
        title={t.title}
        action={
          <>
            <LinkButton href="/library">{t.library}</LinkButton>
            <LinkButton href="/">{t.market}</LinkButton>
          </>
        }
      >
        <span className="mb-3 block font-serif text-xl text-ink wrap-anywhere">{displayName}</span>
        <span className="mb-3 block">{t.text}</span>
        <Why why={suspension} />
        <span className="mt-3 block">{t.yours}</span>
      </EmptyState>
    </div>
  );
}
