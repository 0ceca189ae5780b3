// What runs behind the wall: one course of steps at a time. Outside React, whose next render may come later than a press or a word
// from another tab: what was signed and sent in between must not be left alone.
import { observable } from "@/lib/browser/observable";
import { isPaymentOut, nextWall, type Wall, type WallEvent } from "./wall-machine";

export interface Told {
  emit: (event: WallEvent) => void;
  signal: AbortSignal;
}

export function makeCourses(first: Wall) {
  const wall = observable(first);
  let current: AbortController | undefined;

  const tell = (event: WallEvent) => wall.set(nextWall(wall.get(), event));
  const isOut = () => isPaymentOut(wall.get().state);

  /** Whatever ran before may no longer speak. */
  async function run(course: (told: Told) => Promise<void>): Promise<void> {
    current?.abort();
    const own = new AbortController();
    current = own;
    const { signal } = own;
    const emit = (event: WallEvent) => {
      if (!signal.aborted) tell(event);
    };
    try {
      await course({ emit, signal });
    } catch {
      emit({ type: "stopped", notice: "offline" });
    }
  }

  return {
    wall,
    tell,
    run,
    /** The same for what somebody pressed, or another tab told of: a payment that is out is waited for first. */
    start: async (course: (told: Told) => Promise<void>): Promise<void> => (isOut() ? undefined : run(course)),
    cancel(): void {
      if (isOut()) return;
      current?.abort();
      tell({ type: "stopped", notice: "declined" });
    },
    leave: () => current?.abort(),
  };
}
