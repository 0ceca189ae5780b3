"use client";
import { useEffect, useRef, useState } from "react";
import { createClient } from "@/lib/api-client/client";
import { retries } from "@/lib/api-client/retries";
import { type ArchiveFinding, finding } from "@/lib/archive/findings";
import type { Result } from "@/lib/archive/import-item";
import type { PlannedItem } from "@/lib/archive/plan";
import type { Source } from "@/lib/archive/source";

export interface Row {
  planned: PlannedItem;
  /** What would happen. */
  forecast: Result;
  /** What happened. */
  result?: Result;
}

export interface Choices {
  price: string;
  publish: boolean;
}

interface Rows {
  rows: Row[];
  /** Files that belong to no item or are refused, with the reason. */
  leftOut: Source["refused"];
}

export type Import =
  | { phase: "choosing"; problem?: ArchiveFinding }
  | { phase: "reading"; done: number; of: number }
  | ({ phase: "planned" | "done" } & Rows)
  | ({ phase: "running"; done: number; of: number; isStopping: boolean } & Rows);

/** It has the time to wait, as a click has not. */
const api = createClient({ origin: "", retry: retries() });

/** Loaded when files are chosen, so that the page starts without the ZIP and YAML readers. */
async function loadArchive() {
  const [{ openChosen }, { planImport }, { importItem }, { listOwn, matcherOf }, { findingOf }] = await Promise.all([
    import("@/lib/archive/chosen-source"),
    import("@/lib/archive/plan"),
    import("@/lib/archive/import-item"),
    import("@/lib/archive/find-own"),
    import("@/lib/archive/archive-error"),
  ]);
  return {
    openChosen,
    planImport,
    importItem,
    matchOwn: async () => matcherOf(await listOwn(api)),
    findingOf,
  };
}

async function forecast(source: Source, choices: Choices, onProgress: (done: number, of: number) => void): Promise<Rows> {
  const archive = await loadArchive();
  const plan = await archive.planImport(source, { price: choices.price.trim() || undefined });
  const idOf = await archive.matchOwn();
  const rows: Row[] = [];
  for (const planned of plan.items) {
    onProgress(rows.length, plan.items.length);
    const options = { publish: choices.publish, dryRun: true };
    rows.push({ planned, forecast: await archive.importItem(api, planned, idOf(planned), options) });
  }
  return { rows, leftOut: [...plan.refused, ...plan.unused.map((path) => ({ path, reason: finding("no_item") }))] };
}

/** An import in its phases: nothing is sent before the plan is shown, and the plan is made again when a choice changes. */
export function useImport() {
  const [state, setState] = useState<Import>({ phase: "choosing" });
  const [choices, setChoices] = useState<Choices>({ price: "0.25", publish: false });
  const source = useRef<Source | null>(null);
  const turn = useRef(0);
  const isStopping = useRef(false);

  /** The archive code may be what could not be loaded. */
  const problemOf = (error: unknown): Promise<ArchiveFinding> =>
    loadArchive().then(
      ({ findingOf }) => findingOf(error, "unreadable"),
      () => finding("unreadable"),
    );

  const plan = async (chosen: Source, next: Choices) => {
    turn.current += 1;
    const mine = turn.current;
    const show = (shown: Import) => mine === turn.current && setState(shown);
    show({ phase: "reading", done: 0, of: 0 });
    try {
      show({ phase: "planned", ...(await forecast(chosen, next, (done, of) => show({ phase: "reading", done, of }))) });
    } catch (error) {
      show({ phase: "choosing", problem: await problemOf(error) });
    }
  };

  const choose = async (files: File[]) => {
    if (files.length === 0) return;
    setState({ phase: "reading", done: 0, of: 0 });
    try {
      source.current = await (await loadArchive()).openChosen(files);
    } catch (error) {
      return setState({ phase: "choosing", problem: await problemOf(error) });
    }
    await plan(source.current, choices);
  };

  const change = (next: Choices) => {
    setChoices(next);
    if (source.current) void plan(source.current, next);
  };

  const run = async () => {
    if (state.phase !== "planned") return;
    const { leftOut } = state;
    const rows = [...state.rows];
    isStopping.current = false;
    const { importItem, matchOwn } = await loadArchive();
    try {
      const idOf = await matchOwn();
      for (const [index, row] of rows.entries()) {
        setState({ phase: "running", done: index, of: rows.length, isStopping: isStopping.current, rows: [...rows], leftOut });
        if (isStopping.current) break;
        const result = await importItem(api, row.planned, idOf(row.planned), { publish: choices.publish });
        rows[index] = { ...row, result };
      }
      setState({ phase: "done", rows, leftOut });
    } catch (error) {
      setState({ phase: "choosing", problem: await problemOf(error) });
    }
  };

  const stop = () => {
    isStopping.current = true;
    setState((now) => (now.phase === "running" ? { ...now, isStopping: true } : now));
  };

  const reset = () => {
    turn.current += 1;
    source.current = null;
    setState({ phase: "choosing" });
  };

  useEffect(() => {
    if (state.phase !== "running") return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [state.phase]);

  return { state, choices, choose, change, run, stop, reset, again: () => source.current && plan(source.current, choices) };
}
