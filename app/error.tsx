"use client";
import { Button, LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <div className="page pt-10" role="alert">
      <EmptyState
        alone
        title="This page could not be put together"
        action={
          <>
            <Button variant="primary" onClick={reset}>
              Try again
            </Button>
            <LinkButton href="/">To the market</LinkButton>
          </>
        }
      >
        Something went wrong on our side. No money was moved by it, and what you own is still yours.
      </EmptyState>
    </div>
  );
}
