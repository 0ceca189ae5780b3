"use client";
import { Button, LinkButton } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Outcome } from "@/lib/archive/import-item";
import type { Source } from "@/lib/archive/source";
import { useText } from "@/lib/i18n/use-text";
import { typedPrice } from "@/lib/kernel/typed-price";
import { Chooser } from "./chooser";
import { PlanTable } from "./plan-table";
import { text } from "./text";
import { type Choices, type Row, useImport } from "./use-import";

/** Imports Markdown into the shop: files are chosen, the plan is shown, and then it is carried out item by item. */
export function ImportView() {
  const t = useText(text);
  const { state, choices, choose, change, run, stop, reset, again } = useImport();
  return (
    <div className="mt-7">
      {state.phase === "choosing" && (
        <>
          {state.problem && (
            <Notice tone="red" className="mb-4">
              {t.finding(state.problem)}
            </Notice>
          )}
          <Chooser onChoose={choose} />
          <Forms />
        </>
      )}
      {state.phase === "reading" && <Progress label={t.reading} {...state} />}
      {state.phase === "planned" && (
        <>
          <Options choices={choices} onChange={change} />
          <PlanTable rows={state.rows} />
          <LeftOut files={state.leftOut} />
          <div className="mt-6 flex flex-wrap gap-3">
            <StartButton rows={state.rows} onStart={run} />
            <Button onClick={reset}>{t.others}</Button>
          </div>
        </>
      )}
      {state.phase === "running" && (
        <>
          <Progress label={t.importing} {...state} />
          <Button onClick={stop} disabled={state.isStopping} className="mt-4 mb-8">
            {state.isStopping ? t.stopping : t.stop}
          </Button>
          <PlanTable rows={state.rows} />
        </>
      )}
      {state.phase === "done" && (
        <>
          <Summary rows={state.rows} />
          <PlanTable rows={state.rows} />
          <LeftOut files={state.leftOut} />
          <div className="mt-6 flex flex-wrap gap-3">
            <LinkButton href="/dashboard/items" variant="primary">
              {t.seePieces}
            </LinkButton>
            {state.rows.some((row) => row.result?.outcome !== "unchanged") && <Button onClick={again}>{t.again}</Button>}
            <Button onClick={reset}>{t.importOthers}</Button>
          </div>
        </>
      )}
    </div>
  );
}

function Options({ choices, onChange }: { choices: Choices; onChange: (next: Choices) => void }) {
  const t = useText(text);
  return (
    <div className="mb-8 grid gap-6 sm:grid-cols-[14rem_1fr] sm:items-start">
      <Field label={t.price} hint={t.priceHint}>
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            defaultValue={choices.price}
            className="figures max-w-40"
            onBlur={({ target }) => {
              const price = typedPrice(target.value);
              if (price !== choices.price) onChange({ ...choices, price });
            }}
          />
        )}
      </Field>
      <label className="flex min-h-11 cursor-pointer items-start gap-3 py-1.5 sm:mt-6">
        <input
          type="checkbox"
          checked={choices.publish}
          onChange={(event) => onChange({ ...choices, publish: event.target.checked })}
          className="mt-1 size-4 shrink-0 accent-red"
        />
        <span>
          {t.publish}
          <span className="block text-sm text-pretty text-ink-3">{t.publishHint}</span>
        </span>
      </label>
    </div>
  );
}

function StartButton({ rows, onStart }: { rows: Row[]; onStart: () => void }) {
  const t = useText(text);
  const count = rows.filter(({ forecast }) => forecast.outcome === "created" || forecast.outcome === "updated").length;
  return (
    <Button variant="primary" onClick={onStart} disabled={count === 0}>
      {count === 0 ? t.nothing : t.start(count)}
    </Button>
  );
}

function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  const t = useText(text);
  return (
    <div>
      <p role="status" className="mb-2 text-sm text-ink-2">
        {of ? t.progress(label, done + 1, of) : `${label}…`}
      </p>
      <progress aria-label={label} value={of ? done : undefined} max={of || undefined} className="h-1.5 w-full accent-red" />
    </div>
  );
}

function Summary({ rows }: { rows: Row[] }) {
  const t = useText(text);
  const counts = new Map<Outcome, number>();
  for (const { result } of rows) if (result) counts.set(result.outcome, (counts.get(result.outcome) ?? 0) + 1);
  const untouched = rows.filter(({ result }) => !result).length;
  const parts = [...counts].map(([outcome, count]) => t.counted[outcome](count));
  if (untouched) parts.push(t.notBegun(untouched));
  const isWhole = !counts.get("failed") && !untouched;
  return (
    <Notice tone={isWhole ? "green" : "plain"} className="mb-6">
      {t.sum(parts)}
      {!isWhole && t.nothingLost}
    </Notice>
  );
}

function LeftOut({ files }: { files: Source["refused"] }) {
  const t = useText(text);
  if (files.length === 0) return null;
  return (
    <details className="mt-5 text-sm">
      <summary className="cursor-pointer text-ink-2">{t.leftOut(files.length)}</summary>
      <ul className="mt-2 space-y-1 text-ink-3">
        {files.slice(0, 100).map(({ path, reason }) => (
          <li key={path} className="break-all">
            {path}: {t.finding(reason)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Forms() {
  const t = useText(text).forms;
  const [factsBefore, factsBetween, factsAfter] = t.pieceText;
  const [paidBefore, paidOr, paidAfter] = t.paidText;
  return (
    <div className="mt-10 grid gap-x-12 gap-y-8 border-t border-rule pt-8 text-pretty lg:grid-cols-3 [&_code]:text-sm [&_code]:whitespace-nowrap">
      <section>
        <h2 className="mb-2 text-lg">{t.piece}</h2>
        <p className="text-ink-2">
          {factsBefore}
          <code>---</code>
          {factsBetween}
          <code>title</code>, <code>price</code>, <code>tags</code>, <code>slug</code>, <code>description</code>,{" "}
          <code>draft</code>
          {factsAfter}
        </p>
      </section>
      <section>
        <h2 className="mb-2 text-lg">{t.paid}</h2>
        <p className="text-ink-2">
          {paidBefore}
          <code>{"<!-- paid -->"}</code>
          {paidOr}
          <code>{"<!--paywall-->"}</code>, <code>{"<!--members-only-->"}</code>, <code>{"<!--more-->"}</code>
          {paidAfter}
        </p>
      </section>
      <section>
        <h2 className="mb-2 text-lg">{t.twice}</h2>
        <p className="text-ink-2">{t.twiceText}</p>
      </section>
    </div>
  );
}
