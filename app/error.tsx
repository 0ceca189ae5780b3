"use client";
import { text } from "@/components/broken/text";
import { Button, LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useText } from "@/lib/i18n/use-text";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useText(text);
  return (
    <div className="page pt-10" role="alert">
      <EmptyState
        alone
        title={t.title}
        action={
          <>
            <Button variant="primary" onClick={reset}>
              {t.retry}
            </Button>
            <LinkButton href="/">{t.toMarket}</LinkButton>
          </>
        }
      >
        {t.text}
      </EmptyState>
    </div>
  );
}
