"use client";
import { useEffect, useRef, useState } from "react";
import { read } from "@/lib/api-client/read";
import type { Verdict } from "@/lib/x402/receipts/verify-receipt";
import type { Means } from "./types";

type Problem = "notRun" | "notYours";

export interface Verifier {
  verdict: Verdict | null;
  /** Which check reached it: another one for each verdict. */
  turn: number | undefined;
  means: Means;
  files: readonly File[];
  busy: boolean;
  /** Which of our sentences says what went wrong. */
  problem: Problem | null;
  open(text: string | Promise<string>): void;
  /** Checks the same receipt again, with other means or files. */
  again(means: Means, files: readonly File[]): void;
  clear(): void;
}

const none: Means = { rpcUrl: "", signer: "", namedBy: null };
const loadRun = () => import("./run");

/** The receipt that is looked at, and what came of it. Of two checks only the later counts. */
export function useVerifier(): Verifier {
  const [text, setText] = useState("");
  const [means, setMeans] = useState(none);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [reached, setReached] = useState<{ verdict: Verdict; turn: number } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const turn = useRef(0);

  async function check(receipt: string | Promise<string>, given: Means | null, content: readonly File[]) {
    const mine = ++turn.current;
    const isLatest = () => mine === turn.current;
    setFiles(content);
    setBusy(true);
    setProblem(null);
    try {
      const [{ findMeans, run }, read] = await Promise.all([loadRun(), receipt]);
      const found = given ?? (await findMeans(read));
      if (!isLatest()) return;
      setText(read);
      setMeans(found);
      const verdict = await run(read, found, content);
      if (isLatest()) setReached({ verdict, turn: mine });
    } catch {
      if (isLatest()) setProblem("notRun");
    }
    if (isLatest()) setBusy(false);
  }
  const open = (receipt: string | Promise<string>) => void check(receipt, null, []);

  // /verify#pur_… checks a receipt of this shop for who may see it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    const id = /^#(pur_\w+)$/.exec(location.hash)?.[1];
    if (!id) return;
    setBusy(true);
    const mine = turn.current;
    read("GET /api/receipts/{purchaseId}", { params: { purchaseId: id } })
      .then((receipt) => {
        if (mine === turn.current) open(JSON.stringify(receipt));
      })
      .catch(() => {
        if (mine !== turn.current) return;
        setBusy(false);
        setProblem("notYours");
      });
  }, []);

  return {
    verdict: reached?.verdict ?? null,
    turn: reached?.turn,
    means,
    files,
    busy,
    problem,
    open,
    again: (given, content) => void check(text, given, content),
    clear() {
      turn.current++;
      setReached(null);
      setFiles([]);
      setProblem(null);
      setBusy(false);
    },
  };
}
