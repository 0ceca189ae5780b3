"use client";
import { useEffect, useRef } from "react";
import { useLocale } from "#use-locale";
import { formatDate } from "@/components/format/format";
import { Button } from "@/components/ui/button";
import { Money } from "@/components/ui/money";
import { useText } from "@/lib/i18n/use-text";
import type { CheckState } from "@/lib/x402/receipts/receipt-checks";
import type { Verdict } from "@/lib/x402/receipts/verify-receipt";
import { Mark, tones } from "../mark";
import { text as single } from "../text";
import { text } from "./text";
import type { BundleRow, BundleView } from "./use-bundle";

interface BundleSheetProps {
  view: BundleView;
  onLook: (row: BundleRow) => void;
  onClear: () => void;
}

const marks: Record<Verdict["state"], CheckState> = { valid: "passed", invalid: "failed", incomplete: "skipped" };

/** The worst of them speaks for all. */
function conclusionOf(rows: BundleRow[]): { state: Verdict["state"]; of: number } {
  const count = (state: Verdict["state"]) => rows.filter(({ verdict }) => verdict.state === state).length;
  const [bad, open] = [count("invalid"), count("incomplete")];
  if (bad > 0) return { state: "invalid", of: bad };
  return open > 0 ? { state: "incomplete", of: open } : { state: "valid", of: rows.length };
}

/** The receipts of an archive, one by one, under what holds of all of them. */
export function BundleSheet({ view, onLook, onClear }: BundleSheetProps) {
  const { rows, count, othersCount, busy } = view;
  const t = useText(text);
  const heading = useRef<HTMLHeadingElement>(null);
  const { state, of } = conclusionOf(rows);
  useEffect(() => {
    if (!busy) heading.current?.focus();
  }, [busy]);
  return (
    <article aria-busy={busy} className="animate-rise border border-rule bg-raised px-5 py-7 sm:px-10 sm:py-10">
      <header className="border-b-2 border-ink pb-7">
        <p className="eyebrow">{busy ? (count > 0 ? t.progress(rows.length, count) : t.opening) : t.checked}</p>
        <h2 ref={heading} tabIndex={-1} className={`mt-1 text-2xl outline-none sm:text-3xl ${busy ? "" : tones[state]}`}>
          {busy ? t.checking : t[state].title(of, count)}
        </h2>
        {!busy && <p className="mt-2 text-sm text-ink-2">{t[state].text}</p>}
        {othersCount > 0 && <p className="mt-2 text-sm text-ink-3">{t.leftOut(othersCount)}</p>}
      </header>
      <ul aria-label={t.list}>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an archive may hold a name twice, and the order never changes
          <Row key={index} row={row} onLook={() => onLook(row)} />
        ))}
      </ul>
      <div className="mt-7">
        <Button onClick={onClear}>{t.another}</Button>
      </div>
    </article>
  );
}

function Row({ row: { name, verdict }, onLook }: { row: BundleRow; onLook: () => void }) {
  const locale = useLocale();
  const [t, { titles, details }] = [text[locale], single[locale]];
  const facts = verdict.receipt?.receipt;
  const shown = facts?.id ?? name;
  const faults = verdict.checks.filter(
    ({ id, state }) => state === "failed" || (verdict.state === "incomplete" && state === "skipped" && id !== "content"),
  );
  return (
    <li className="grid grid-cols-[1.75rem_1fr] gap-x-3 border-b border-rule py-3">
      <Mark state={marks[verdict.state]} />
      <div className="min-w-0">
        <h3 className="figures font-sans text-base font-semibold tracking-normal break-all">
          <span className="sr-only">{t.states[verdict.state]}: </span>
          {shown}
        </h3>
        {facts && (
          <p className="text-sm text-ink-2">
            <Money amount={BigInt(facts.amount)} /> · {formatDate(new Date(facts.settledAt), locale)} ·{" "}
            <span className="figures break-all">{t.revision(facts.itemId, facts.versionNumber)}</span>
          </p>
        )}
        {faults.map(({ id, title, state, detail }) => (
          <p key={id} className={`text-sm break-words ${state === "failed" ? "text-red" : "text-ink-2"}`}>
            {titles?.[id] ?? title}: {details[id]?.[state] ?? detail}
          </p>
        ))}
        <button type="button" className="link mt-1 text-sm" aria-label={t.closerAt(shown)} onClick={onLook}>
          {t.closer}
        </button>
      </div>
    </li>
  );
}
