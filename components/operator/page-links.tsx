import { LinkButton } from "@/components/ui/button";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

interface PageLinksProps {
  path: string;
  /** What the list is of, beside its cursor. */
  query?: Record<string, string>;
  cursor: string | undefined;
  next: string | null;
}

/** The ways through a list that has more than a page. */
export function PageLinks({ path, query = {}, cursor, next }: PageLinksProps) {
  const t = useText(text);
  const to = (more: Record<string, string>) => {
    const params = new URLSearchParams({ ...query, ...more }).toString();
    return params ? `${path}?${params}` : path;
  };
  if (!cursor && !next) return null;
  return (
    <nav aria-label={t.pages} className="mt-8 flex justify-center gap-3">
      {cursor && <LinkButton href={to({})}>{t.first}</LinkButton>}
      {next && <LinkButton href={to({ cursor: next })}>{t.next}</LinkButton>}
    </nav>
  );
}
