import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useText } from "@/lib/i18n/use-text";
import { languageOf } from "../format/language";
import { text } from "./text";

/** Replaces a removed item, with its creator's reason if there is one. */
export function Removed({ reason }: { reason: string | null }) {
  const { removed } = useText(text);
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
        {removed.text}
        {reason && (
          <span
            lang={languageOf(reason)}
            className="my-4 block border-s-2 border-rule-strong ps-4 text-start serif-italic whitespace-pre-line text-ink"
          >
            {reason}
          </span>
        )}{" "}
        {removed.yours}
      </EmptyState>
    </div>
  );
}
