import { Search } from "lucide-react";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

interface FindFormProps {
  action: string;
  /** What may be typed. */
  label: string;
  q: string;
}

/** One field for whatever an operator has at hand. */
export function FindForm({ action, label, q }: FindFormProps) {
  const t = useText(text);
  return (
    <Form key={q} action={action} role="search" aria-label={t.find} className="mt-6 max-w-3xl">
      <div className="flex gap-2.5">
        <div className="relative min-w-0 grow">
          <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3" />
          <input
            type="search"
            name="q"
            defaultValue={q}
            maxLength={300}
            required
            aria-label={label}
            autoComplete="off"
            spellCheck={false}
            className="h-11 w-full rounded-md border border-rule-strong bg-raised ps-9 pe-3 text-base hover:border-ink-3"
          />
        </div>
        <Button type="submit">{t.find}</Button>
      </div>
      <p className="mt-1.5 text-sm text-ink-3">{label}</p>
    </Form>
  );
}
