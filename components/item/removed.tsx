import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Where a piece was, with its creator's reason if there is one. */
export function Removed({ reason }: { reason: string | null }) {
  return (
    <div className="page pt-10">
      <EmptyState
        alone
        title="This piece was taken down"
        action={
          <>
            <LinkButton href="/library">Your library</LinkButton>
            <LinkButton href="/">To the market</LinkButton>
          </>
        }
      >
        Its creator removed it, so it is no longer for sale.
        {reason && (
          <span className="my-4 block border-s-2 border-rule-strong ps-4 text-start serif-italic whitespace-pre-line text-ink">
            {reason}
          </span>
        )}{" "}
        If you bought it, it is still yours: open it from your library.
      </EmptyState>
    </div>
  );
}
