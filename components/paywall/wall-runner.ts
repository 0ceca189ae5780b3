// Runs the wall's tasks (buy, prove, load), one at a time, and keeps its state. It is not React state: a click or a message from
// another tab may come before the next render, and must see that a payment has been sent.
import { observable } from "@/lib/browser/observable";
import { isPaymentOut, nextWall, type Wall, type WallEvent } from "./wall-machine";

export interface TaskContext {
  emit: (event: WallEvent) => void;
  signal: AbortSignal;
}

export type Task = (context: TaskContext) => Promise<void>;

export function createWallRunner(initial: Wall) {
  const wall = observable(initial);
  let current: AbortController | undefined;

  const dispatch = (event: WallEvent) => wall.set(nextWall(wall.get(), event));
  const isOut = () => isPaymentOut(wall.get().state);

  /** Aborts the running task, whose later events are ignored, and runs this one. */
  async function run(task: Task): Promise<void> {
    current?.abort();
    const controller = new AbortController();
    current = controller;
    const { signal } = controller;
    const emit = (event: WallEvent) => {
      if (!signal.aborted) dispatch(event);
    };
    try {
      await task({ emit, signal });
    } catch {
      emit({ type: "stopped", notice: "offline" });
    }
  }

  return {
    wall,
    dispatch,
    run,
    /** Runs a task that a click or another tab asked for; does nothing while a sent payment is unanswered. */
    start: async (task: Task): Promise<void> => (isOut() ? undefined : run(task)),
    cancel(): void {
      if (isOut()) return;
      current?.abort();
      dispatch({ type: "stopped", notice: "declined" });
    },
    abort: () => current?.abort(),
  };
}
