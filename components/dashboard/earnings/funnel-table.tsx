"use client";
// A client component, so that the page's payload carries the counts and not their markup once more.
import Link from "next/link";
import { formatNumber } from "@/components/format/format-number";
import type { FunnelSteps, PeopleSteps } from "@/lib/earnings/codecs";
import { useText } from "@/lib/i18n/use-text";
import { shareOf } from "./conversion";
import { text } from "./text";

type Step = keyof PeopleSteps;
const order: Step[] = ["viewed", "reachedWall", "connected", "challenged", "signed", "settled", "delivered"];

interface CountProps {
  count: number | undefined;
  /** The first step of the same visitors. */
  of: { name: string; count: number };
  bar: string;
}

/** A step's count, with its share of the first step as text and bar. */
function Count({ count, of, bar }: CountProps) {
  const t = useText(text).funnel;
  if (count === undefined) {
    return (
      <td className="text-end text-ink-3">
        <span aria-hidden>–</span>
        <span className="sr-only">{t.none}</span>
      </td>
    );
  }
  const share = shareOf(count, of.count);
  return (
    <td>
      <span className="count">
        <b>{formatNumber(count)}</b>
        {share && (
          <small>
            <span className="sr-only">({t.shareOf(share, of.name)})</span>
            <span aria-hidden>{share}</span>
          </small>
        )}
      </span>
      <span aria-hidden className="bar">
        <span className={bar} style={{ width: `${of.count && Math.min(100, (count / of.count) * 100)}%` }} />
      </span>
    </td>
  );
}

interface FunnelTableProps {
  funnel: FunnelSteps;
  /** The first day, in words. */
  since: string;
  /** Title of the item it is about; without one, it is about all items. */
  piece: string | undefined;
}

/** How many people and agents get to each step of a purchase. */
export function FunnelTable({ funnel: { people, agents }, since, piece }: FunnelTableProps) {
  const t = useText(text).funnel;
  const first = {
    people: { name: t.steps.viewed, count: people.viewed },
    agents: { name: t.steps.challenged, count: agents.challenged },
  };
  return (
    <section aria-labelledby="funnel">
      <h2 id="funnel" className="text-xl">
        {t.title}
      </h2>
      <p className="mt-1 mb-3 text-sm text-pretty text-ink-3">
        {t.intro(since, piece)}
        {piece !== undefined && (
          <>
            {" "}
            <Link href="/dashboard/earnings#funnel" className="link">
              {t.allPieces}
            </Link>
          </>
        )}
      </p>
      <table className="funnel">
        <thead>
          <tr>
            <th scope="col" className="w-[42%] py-2 font-semibold sm:w-1/2">
              {t.step}
            </th>
            <th scope="col" className="py-2 ps-3 text-end text-xs font-semibold sm:ps-6 sm:text-sm">
              {t.people}
            </th>
            <th
              scope="col"
              className="w-[31%] py-2 text-xs whitespace-nowrap sm:text-sm ps-3 sm:ps-6 text-end font-semibold sm:w-auto"
            >
              {t.agents}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.map((step) => (
            <tr key={step}>
              <th scope="row">
                {t.steps[step]}
                <small>{t.meaning[step]}</small>
              </th>
              <Count count={people[step]} of={first.people} bar="bg-red-fill" />
              <Count count={step in agents ? agents[step as keyof typeof agents] : undefined} of={first.agents} bar="bg-ink-2" />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-3 text-sm text-pretty text-ink-3">{t.how}</p>
    </section>
  );
}
