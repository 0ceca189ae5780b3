import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export function Removed() {
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
        Its creator removed it, so it is no longer for sale. If you bought it, it is still yours: open it from your library.
      </EmptyState>
    </div>
  );
}
