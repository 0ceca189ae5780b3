"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { read } from "@/lib/api-client/read";
import { useObservable } from "@/lib/browser/observable";
import { hearOtherTabs } from "@/lib/browser/tabs";
import type { WallDeps } from "./buy";
import type { OpenView } from "./outcome/open-view";
import type { Progress } from "./outcome/progress";
import type { sheetOf } from "./outcome/sheet";
import { boughtHere, pendingPayment } from "./pending-payment";
import type { InitialOwnership } from "./types";
import { isPaymentOut, type Wall } from "./wall-machine";
import { createWallRunner, type TaskContext } from "./wall-runner";

type Steps = typeof import("./buy");

/** The views of what follows a click, loaded with the first one. */
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

/** The wall's state and a visitor's actions. Code for the actions is loaded with the first of them. */
export function useWall(item: WallDeps["item"] & { amount: string }, initial: InitialOwnership) {
  const [runner] = useState(() => createWallRunner(firstWall(item.amount, initial)));
  const wall = useObservable(runner.wall, runner.wall.get());
  const [outcome, setOutcome] = useState<Outcome>();

  type Step = (steps: Steps, deps: WallDeps) => Promise<void>;

  /** A task that loads the code of the steps first, and is held to the price that is shown. */
  const withSteps =
    (step: Step) =>
    async ({ emit, signal }: TaskContext) => {
      const [steps, loaded] = await Promise.all([import("./buy"), loadOutcome()]);
      setOutcome((before) => before ?? loaded);
      if (!signal.aborted) await step(steps, { item, amount: wall.amount, emit, signal });
    };
  const run = (step: Step) => runner.run(withSteps(step));
  const start = (step: Step) => runner.start(withSteps(step));

  /** Whether this browser's session owns the item. */
  async function isOwned(): Promise<boolean> {
    const ownership = await read("GET /api/items/{itemId}/ownership", { params: { itemId: item.id } }).catch(() => null);
    return ownership?.state === "owned";
  }

  /** The same, waiting for the answer one second at most. */
  const isOwnedSoon = () => Promise.race([isOwned(), new Promise<boolean>((no) => setTimeout(no, lookupMs, false))]);

  const resume = useEffectEvent(() => {
    if (initial.state !== "none") {
      pendingPayment.forget(item.id);
      if (initial.state === "owned") void run((steps, deps) => steps.load(deps, { owned: true, fresh: false }));
      return;
    }
    const payment = pendingPayment.get(item.id);
    if (payment) {
      // Before the steps are loaded, which may fail: nobody may be asked to pay while a payment may be under way.
      runner.dispatch({ type: "unanswered" });
      return void run((steps, deps) => steps.present(deps, payment, true));
    }
    const purchasedAt = boughtHere.get(item.id);
    if (!purchasedAt) return;
    // The page may be older than the purchase (the Back button), so the session is asked before the reader is.
    runner.dispatch({ type: "checking", what: "library" });
    void run(async (steps, deps) => {
      if (await isOwnedSoon()) await steps.load(deps, { owned: true, fresh: false });
      else deps.emit({ type: "owned", how: "remembered", purchasedAt });
    });
  });

  const onOtherTab = useEffectEvent(async () => {
    if (isPaymentOut(wall.state) || wall.state.at === "open" || wall.state.at === "own") return;
    if (await isOwned()) await start((steps, deps) => steps.load(deps, { owned: true, fresh: false }));
  });

  useEffect(() => {
    resume();
    return runner.abort;
  }, [runner]);

  useEffect(
    () => hearOtherTabs((message) => void ((message.type === "session" || message.itemId === item.id) && onOtherTab())),
    [item.id],
  );

  return {
    wall,
    outcome,
    // The click shows at once, before the code of its steps is loaded.
    buy() {
      runner.dispatch({ type: "connecting" });
      return start((steps, deps) => steps.buy(deps));
    },
    prove() {
      runner.dispatch({ type: "proving" });
      return start((steps, deps) => steps.prove(deps));
    },
    open: () => start((steps, deps) => steps.load(deps, { owned: true, fresh: true })),
    fund: (address: string) => start((steps, deps) => steps.fund(deps, address)),
    reload: () => location.reload(),
    changeWallet() {
      runner.dispatch({ type: "priced" });
      return start((steps) => steps.leaveWallet());
    },
    cancel: runner.cancel,
  };
}

export type WallActions = Omit<ReturnType<typeof useWall>, "wall" | "outcome">;
