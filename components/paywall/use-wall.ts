"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { callApi } from "@/lib/api-client/call";
import { useObservable } from "@/lib/browser/observable";
import { hearOtherTabs } from "@/lib/browser/tabs";
import type { WallDeps } from "./buy";
import { makeCourses, type Told } from "./courses";
import type { OpenView } from "./outcome/open-view";
import type { Progress } from "./outcome/progress";
import type { sheetOf } from "./outcome/sheet";
import { boughtHere, pendingPayment } from "./pending-payment";
import type { InitialOwnership } from "./types";
import { isPaymentOut, type Wall } from "./wall-machine";

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
  const [courses] = useState(() => makeCourses(firstWall(item.amount, initial)));
  const wall = useObservable(courses.wall, courses.wall.get());
  const [outcome, setOutcome] = useState<Outcome>();

  type Course = (steps: Steps, deps: WallDeps) => Promise<void>;

  /** A course with all it needs: its steps are loaded when it begins, and it is about the price that is shown. */
  const withSteps =
    (course: Course) =>
    async ({ emit, signal }: Told) => {
      const [steps, loaded] = await Promise.all([import("./buy"), loadOutcome()]);
      setOutcome((before) => before ?? loaded);
      if (!signal.aborted) await course(steps, { item, amount: wall.amount, emit, signal });
    };
  const run = (course: Course) => courses.run(withSteps(course));
  const start = (course: Course) => courses.start(withSteps(course));

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
      courses.tell({ type: "unanswered" });
      return void run((steps, deps) => steps.present(deps, header, true));
    }
    const purchasedAt = boughtHere.get(item.id);
    if (!purchasedAt) return;
    // The page may be a copy from before the purchase (the Back button): the session is asked first, the reader only then.
    courses.tell({ type: "checking", what: "library" });
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
    return courses.leave;
  }, [courses]);

  useEffect(
    () => hearOtherTabs((message) => void ((message.type === "session" || message.itemId === item.id) && onOtherTab())),
    [item.id],
  );

  return {
    wall,
    outcome,
    // What was pressed is answered at once; its steps may have a way to come.
    buy() {
      courses.tell({ type: "connecting" });
      return start((steps, deps) => steps.buy(deps));
    },
    prove() {
      courses.tell({ type: "proving" });
      return start((steps, deps) => steps.prove(deps));
    },
    open: () => start((steps, deps) => steps.load(deps, { owned: true, fresh: true })),
    fund: (address: string) => start((steps, deps) => steps.fund(deps, address)),
    reload: () => location.reload(),
    changeWallet() {
      courses.tell({ type: "priced" });
      return start((steps) => steps.leaveWallet());
    },
    cancel: courses.cancel,
  };
}

export type WallActions = Omit<ReturnType<typeof useWall>, "wall" | "outcome">;
