"use client";
import { useRef, useState } from "react";
import type { Verdict } from "@/lib/x402/receipts/verify-receipt";

export interface BundleRow {
  name: string;
  text: string;
  verdict: Verdict;
}

export interface BundleView {
  /** So far, in the archive's order. */
  rows: BundleRow[];
  /** How many receipts there are. */
  count: number;
  othersCount: number;
  busy: boolean;
}

type Problem = "notZip" | "noReceipts" | "notRun";

const load = () => Promise.all([import("../run"), import("./read-bundle")]);

/** Receipts one after the other: nodes of the chain take no crowd. */
export function useBundle() {
  const [view, setView] = useState<BundleView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const turn = useRef(0);

  async function open(file: Blob) {
    const mine = ++turn.current;
    const isLatest = () => mine === turn.current;
    const stop = (why: Problem | null) => {
      if (!isLatest()) return;
      setProblem(why);
      setView((before) => (why || !before ? null : { ...before, busy: false }));
    };
    const start: BundleView = { rows: [], count: 0, othersCount: 0, busy: true };
    setProblem(null);
    setView(start);
    try {
      const [{ makeRun }, { readBundle }] = await load();
      const bundle = await readBundle(file).catch(() => null);
      if (!bundle || bundle.receipts.length === 0) return stop(bundle ? "noReceipts" : "notZip");
      const { receipts, othersCount } = bundle;
      const check = makeRun();
      for (const [at, receipt] of receipts.entries()) {
        const text = await receipt.text();
        const row = { name: receipt.name, text, verdict: await check(text) };
        if (!isLatest()) return;
        const isLast = at === receipts.length - 1;
        setView((before) => ({ rows: [...(before?.rows ?? []), row], count: receipts.length, othersCount, busy: !isLast }));
      }
    } catch {
      stop("notRun");
    }
  }

  function clear() {
    turn.current++;
    setView(null);
    setProblem(null);
  }

  return { view, problem, open: (file: Blob) => void open(file), clear };
}
