import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

/** Shown while a file loads, and when it cannot be opened. */
export function State({ failed }: { failed?: boolean }) {
  const t = useText(text);
  return (
    <p role="status" className="border border-rule bg-raised px-4 py-6 text-sm text-ink-2">
      {failed ? t.failed : t.loading}
    </p>
  );
}
