import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <div className="page pt-10">
      <EmptyState alone title="Return to sender" action={<LinkButton href="/">To the market</LinkButton>}>
        There is nothing at this address. It may have been mistyped, or the piece may have moved.
      </EmptyState>
    </div>
  );
}
