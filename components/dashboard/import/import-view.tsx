"use client";
import { formatCount } from "@/components/item/format";
import { Button, LinkButton } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Outcome } from "@/lib/archive/import-item";
import type { Source } from "@/lib/archive/source";
import { Chooser } from "./chooser";
import { PlanTable } from "./plan-table";
import { type Choices, type Row, useImport } from "./use-import";

/** Markdown into the shop: chosen, shown, and done piece by piece. */
export function ImportView() {
  const { state, choices, choose, change, run, stop, reset, again } = useImport();
  return (
    <div className="mt-7">
      {state.phase === "choosing" && (
        <>
          {state.problem && (
            <Notice tone="red" className="mb-4">
              {state.problem}
            </Notice>
          )}
          <Chooser onChoose={choose} />
          <Forms />
        </>
      )}
      {state.phase === "reading" && <Progress label="Reading and comparing with your shop" {...state} />}
      {state.phase === "planned" && (
        <>
          <Options choices={choices} onChange={change} />
          <PlanTable rows={state.rows} />
          <LeftOut files={state.leftOut} />
          <div className="mt-6 flex flex-wrap gap-3">
            <StartButton rows={state.rows} onStart={run} />
            <Button onClick={reset}>Choose others</Button>
          </div>
        </>
      )}
      {state.phase === "running" && (
        <>
          <Progress label="Importing" {...state} />
          <Button onClick={stop} disabled={state.isStopping} className="mt-4 mb-8">
            {state.isStopping ? "Stopping after this piece…" : "Stop"}
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
              See your pieces
            </LinkButton>
            {state.rows.some((row) => row.result?.outcome !== "unchanged") && <Button onClick={again}>Compare once more</Button>}
            <Button onClick={reset}>Import others</Button>
          </div>
        </>
      )}
    </div>
  );
}

function Options({ choices, onChange }: { choices: Choices; onChange: (next: Choices) => void }) {
  return (
    <div className="mb-8 grid gap-6 sm:grid-cols-[14rem_1fr] sm:items-start">
      <Field label="Price where a text names none" hint="In dollars; applied when you leave the field.">
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            defaultValue={choices.price}
            className="figures max-w-40"
            onBlur={(event) => event.target.value !== choices.price && onChange({ ...choices, price: event.target.value })}
          />
        )}
      </Field>
      <label className="flex min-h-11 cursor-pointer items-start gap-3 py-1.5 sm:mt-6">
        <input
          type="checkbox"
          checked={choices.publish}
          onChange={(event) => onChange({ ...choices, publish: event.target.checked })}
          className="mt-1 size-4 accent-red"
        />
        <span>
          Publish them
          <span className="block text-sm text-pretty text-ink-3">
            What is marked as a draft stays one. Without this, everything new is a draft, and readers see no new text. Prices,
            tags and addresses of pieces that readers see already change at once.
          </span>
        </span>
      </label>
    </div>
  );
}

function StartButton({ rows, onStart }: { rows: Row[]; onStart: () => void }) {
  const count = rows.filter(({ forecast }) => forecast.outcome === "created" || forecast.outcome === "updated").length;
  return (
    <Button variant="primary" onClick={onStart} disabled={count === 0}>
      {count === 0 ? "Nothing to import" : `Import ${formatCount(count, "piece")}`}
    </Button>
  );
}

function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  const text = of ? `${label}: ${done + 1} of ${of}` : `${label}…`;
  return (
    <div>
      <p role="status" className="mb-2 text-sm text-ink-2">
        {text}
      </p>
      <progress aria-label={label} value={of ? done : undefined} max={of || undefined} className="h-1.5 w-full accent-red" />
    </div>
  );
}

const words: Record<Outcome, string> = {
  created: "imported",
  updated: "changed",
  unchanged: "the same as before",
  failed: "not imported",
};

function Summary({ rows }: { rows: Row[] }) {
  const counts = new Map<Outcome, number>();
  for (const { result } of rows) if (result) counts.set(result.outcome, (counts.get(result.outcome) ?? 0) + 1);
  const untouched = rows.filter(({ result }) => !result).length;
  const parts = [...counts].map(([outcome, count]) => `${count} ${words[outcome]}`);
  if (untouched) parts.push(`${untouched} not begun`);
  const isWhole = !counts.get("failed") && !untouched;
  return (
    <Notice tone={isWhole ? "green" : "plain"} className="mb-6">
      {parts.join(", ")}.{!isWhole && " Nothing is lost: choose the same again, and only what is missing is done."}
    </Notice>
  );
}

function LeftOut({ files }: { files: Source["refused"] }) {
  if (files.length === 0) return null;
  return (
    <details className="mt-5 text-sm">
      <summary className="cursor-pointer text-ink-2">{formatCount(files.length, "other file")} left out</summary>
      <ul className="mt-2 space-y-1 text-ink-3">
        {files.slice(0, 100).map(({ path, reason }) => (
          <li key={path} className="break-all">
            {path}: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Forms() {
  return (
    <div className="mt-10 grid gap-x-12 gap-y-8 border-t border-rule pt-8 text-pretty lg:grid-cols-3 [&_code]:text-sm [&_code]:whitespace-nowrap">
      <section>
        <h2 className="mb-2 text-lg">What a piece looks like</h2>
        <p className="text-ink-2">
          A Markdown file, with its facts between two lines of <code>---</code> at the top: <code>title</code>, <code>price</code>
          , <code>tags</code>, <code>slug</code>, <code>description</code>, <code>draft</code>. Texts from Ghost, Jekyll, Hugo and
          Substack are understood as they are.
        </p>
      </section>
      <section>
        <h2 className="mb-2 text-lg">Where the paid part begins</h2>
        <p className="text-ink-2">
          At a line of its own: <code>{"<!-- paid -->"}</code>, or <code>{"<!--paywall-->"}</code>,{" "}
          <code>{"<!--members-only-->"}</code>, <code>{"<!--more-->"}</code>. Without one, all of the text is paid, and you are
          told.
        </p>
      </section>
      <section>
        <h2 className="mb-2 text-lg">Nothing twice</h2>
        <p className="text-ink-2">
          A piece that is here already, by its address or by where it was exported from, is compared and changed only where it
          differs. An export from Settings brings its files and versions along.
        </p>
      </section>
    </div>
  );
}
