"use client";
import { useEffect, useEffectEvent, useReducer, useRef, useState } from "react";
import { callApi } from "@/lib/wallet/api";
import { hearOtherTabs } from "@/lib/wallet/tabs";
import type { WallDeps } from "./buy";
import type { OpenView } from "./outcome/open-view";
import type { Progress } from "./outcome/progress";
import type { sheetOf } from "./outcome/sheet";
import { boughtHere, pendingPayment } from "./pending-payment";
import type { InitialOwnership } from "./types";
import { isPaymentOut, nextWall, type Wall, type WallEvent } from "./wall-machine";

type Steps = typeof import("./buy");

/** How what comes of a click is shown. */
export interface Outcome {
  OpenView: typeof OpenView;
  Progress: typeof Progress;
  sheetOf: typeof sheetOf;
}

async function loadOutcome(): Promise<Outcome> {
  const [{ OpenView }, { Progress }, { sheetOf }] = await Promise.all([
    import("./outcome/open-view"),
    import("./outcome/progress"),
    import("./outcome/sheet"),
  ]);
  return { OpenView, Progress, sheetOf };
}

const lookupMs = 1000;

const firstStates: Record<InitialOwnership["state"], Wall["state"]> = {
  none: { at: "price", notice: null },
  owned: { at: "checking", what: "library" },
  creator: { at: "own" },
};

function firstWall(amount: string, initial: InitialOwnership): Wall {
  const receiptId = initial.state === "owned" ? initial.receiptId : null;
  return { amount: BigInt(amount), receiptId, state: firstStates[initial.state] };
}

/** The wall's state, and what a visitor can do. The steps, and what they lead to, are loaded when the first of them is taken. */
export function useWall(item: WallDeps["item"] & { amount: string }, initial: InitialOwnership) {
  const [wall, dispatch] = useReducer(nextWall, undefined, () => firstWall(item.amount, initial));
  const [outcome, setOutcome] = useState<Outcome>();
  const current = useRef<AbortController>(null);

  /** Runs one course of steps; whatever ran before it may no longer speak. */
  async function run(course: (steps: Steps, deps: WallDeps) => Promise<void>) {
    current.current?.abort();
    const own = new AbortController();
    current.current = own;
    const { signal } = own;
    const emit = (event: WallEvent) => {
      if (!signal.aborted) dispatch(event);
    };
    const deps = { item, amount: wall.amount, emit, signal };
    try {
      const [steps, loaded] = await Promise.all([import("./buy"), loadOutcome()]);
      setOutcome((before) => before ?? loaded);
      if (!signal.aborted) await course(steps, deps);
    } catch {
      emit({ type: "stopped", notice: "offline" });
    }
  }

  /** Whether this browser's session owns the item by now. */
  async function isOwned(): Promise<boolean> {
    const ownership = await callApi<InitialOwnership>("GET", `/api/items/${item.id}/ownership`).catch(() => null);
    return ownership?.state === "owned";
  }

  /** A reader waits for the library a second at most. */
  const isOwnedSoon = () => Promise.race([isOwned(), new Promise<boolean>((no) => setTimeout(no, lookupMs, false))]);

  const resume = useEffectEvent(() => {
    if (initial.state !== "none") {
      pendingPayment.forget(item.id);
      if (initial.state === "owned") void run((steps, deps) => steps.load(deps, { owned: true, fresh: false }));
      return;
    }
    const header = pendingPayment.get(item.id);
    if (header) {
      // At once, and whether or not the steps can be loaded: nobody is asked for money while some may be on its way.
      dispatch({ type: "unanswered" });
      return void run((steps, deps) => steps.present(deps, header, true));
    }
    const purchasedAt = boughtHere.get(item.id);
    if (!purchasedAt) return;
    // The page may be a copy from before the purchase (the Back button): the session is asked first, the reader only then.
    dispatch({ type: "checking", what: "library" });
    void run(async (steps, deps) => {
      if (await isOwnedSoon()) await steps.load(deps, { owned: true, fresh: false });
      else deps.emit({ type: "owned", how: "remembered", purchasedAt });
    });
  });

  const onOtherTab = useEffectEvent(async () => {
    if (isPaymentOut(wall.state) || wall.state.at === "open" || wall.state.at === "own") return;
    if (await isOwned()) await run((steps, deps) => steps.load(deps, { owned: true, fresh: false }));
  });

  useEffect(() => {
    resume();
    return () => current.current?.abort();
  }, []);

  useEffect(
    () => hearOtherTabs((message) => void ((message.type === "session" || message.itemId === item.id) && onOtherTab())),
    [item.id],
  );

  return {
    wall,
    outcome,
    // What was pressed is answered at once; its steps may have a way to come.
    buy() {
      dispatch({ type: "connecting" });
      return run((steps, deps) => steps.buy(deps));
    },
    prove() {
      dispatch({ type: "proving" });
      return run((steps, deps) => steps.prove(deps));
    },
    open: () => run((steps, deps) => steps.load(deps, { owned: true, fresh: true })),
    fund: (address: string) => run((steps, deps) => steps.fund(deps, address)),
    reload: () => location.reload(),
    showPrice: () => dispatch({ type: "priced" }),
    cancel() {
      current.current?.abort();
      dispatch({ type: "stopped", notice: "declined" });
    },
  };
}

export type WallActions = Omit<ReturnType<typeof useWall>, "wall" | "outcome">;
