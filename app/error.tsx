"use client";
import { text } from "@/components/layout/text";
import { Button, LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useText } from "@/lib/i18n/use-text";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const { broken, toMarket } = useText(text);
  return (
    <div className="page pt-10" role="alert">
      <EmptyState
        alone
        title={broken.title}
        action={
          <>
            <Button variant="primary" onClick={reset}>
              {broken.retry}
            </Button>
            <LinkButton href="/">{toMarket}</LinkButton>
          </>
        }
      >
        {broken.text}
      </EmptyState>
    </div>
  );
}
