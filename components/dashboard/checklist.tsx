import { Check } from "lucide-react";
import Link from "next/link";
import type { CreatorProfile } from "@/lib/catalog/creators/codecs";
import type { FirstPieces } from "@/lib/catalog/items/codecs";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

interface Step {
  done: boolean;
  name: "name" | "bio" | "piece" | "publish" | "sell";
  href: string;
}

function stepsOf(creator: CreatorProfile, { newestId, publishedSlug }: FirstPieces, sales: number): Step[] {
  return [
    { done: true, name: "name", href: "/dashboard/settings" },
    { done: creator.bio !== "", name: "bio", href: "/dashboard/settings" },
    { done: newestId !== null, name: "piece", href: "/dashboard/items/new" },
    {
      done: publishedSlug !== null,
      name: "publish",
      href: newestId ? `/dashboard/items/${newestId}` : "/dashboard/items/new",
    },
    {
      done: sales > 0,
      name: "sell",
      href: publishedSlug ? `/@${creator.handle}/${publishedSlug}` : `/@${creator.handle}`,
    },
  ];
}

/** A new creator's first steps; hidden once all are done. */
export function Checklist({ creator, pieces, sales }: { creator: CreatorProfile; pieces: FirstPieces; sales: number }) {
  const t = useText(text).checklist;
  const steps = stepsOf(creator, pieces, sales);
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <section aria-labelledby="checklist" className="border border-rule bg-raised p-6">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="checklist" className="text-xl">
          {t.title}
        </h2>
        <span className="figures text-sm text-ink-3">{t.progress(done, steps.length)}</span>
      </div>
      <ol className="mt-3">
        {steps.map(({ done: isDone, name, href }) => (
          <li key={name} className="flex items-center gap-3 border-t border-rule py-2.5">
            <span
              className={`grid size-5 shrink-0 place-items-center rounded-full border ${isDone ? "border-transparent bg-green-wash text-green" : "border-rule-strong"}`}
            >
              {isDone && <Check aria-hidden className="size-3.5" strokeWidth={3} />}
            </span>
            {isDone ? (
              <span className="text-ink-3">
                {t[name]} <span className="sr-only">{t.done}</span>
              </span>
            ) : (
              <Link href={href} className="link font-semibold">
                {t[name]}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
