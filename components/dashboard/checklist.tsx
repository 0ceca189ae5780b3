import { Check } from "lucide-react";
import Link from "next/link";
import type { CreatorProfile, OwnItem } from "@/lib/catalog/types";

interface Step {
  done: boolean;
  label: string;
  href: string;
}

function stepsOf(creator: CreatorProfile, items: OwnItem[], sales: number): Step[] {
  const published = items.find((item) => item.status === "listed" || item.status === "unlisted");
  return [
    { done: true, label: "Choose a name and handle", href: "/dashboard/settings" },
    { done: creator.bio !== "", label: "Say who you are in a sentence", href: "/dashboard/settings" },
    { done: items.length > 0, label: "Write or upload a piece", href: "/dashboard/items/new" },
    {
      done: Boolean(published),
      label: "Set a price and publish it",
      href: items[0] ? `/dashboard/items/${items[0].id}` : "/dashboard/items/new",
    },
    {
      done: sales > 0,
      label: "Share its link and make a sale",
      href: published ? `/@${creator.handle}/${published.slug}` : `/@${creator.handle}`,
    },
  ];
}

/** What a beginner does first; it goes once everything is done. */
export function Checklist({ creator, items, sales }: { creator: CreatorProfile; items: OwnItem[]; sales: number }) {
  const steps = stepsOf(creator, items, sales);
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <section aria-labelledby="checklist" className="border border-rule bg-raised p-6">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="checklist" className="text-xl">
          Getting started
        </h2>
        <span className="figures text-sm text-ink-3">
          {done} of {steps.length}
        </span>
      </div>
      <ol className="mt-3">
        {steps.map(({ done: isDone, label, href }) => (
          <li key={label} className="flex items-center gap-3 border-t border-rule py-2.5">
            <span
              className={`grid size-5 shrink-0 place-items-center rounded-full border ${isDone ? "border-transparent bg-green-wash text-green" : "border-rule-strong"}`}
            >
              {isDone && <Check aria-hidden className="size-3.5" strokeWidth={3} />}
            </span>
            {isDone ? (
              <span className="text-ink-3">
                {label} <span className="sr-only">(done)</span>
              </span>
            ) : (
              <Link href={href} className="link font-semibold">
                {label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
