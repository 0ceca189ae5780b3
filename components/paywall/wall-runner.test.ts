import { expect, it } from "vitest";
import type { WallEvent } from "./wall-machine";
import { createWallRunner, type TaskContext } from "./wall-runner";

const opened: WallEvent = {
  type: "opened",
  content: { kind: "article", html: "<p>The rest.</p>" },
  receiptId: "pur_1",
  fresh: true,
};

/** A wall whose payment was just sent; `answer` delivers the server's answer. */
function paying() {
  const runner = createWallRunner({ amount: 250_000n, receiptId: null, state: { at: "price", notice: null } });
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const done = runner.run(async ({ emit }) => {
    emit({ type: "sent" });
    await answered;
    emit(opened);
  });
  return { runner, answer, done, at: () => runner.wall.get().state.at };
}

it("Cancel, clicked once the payment is sent, does not stop the wait for its answer", async () => {
  const { runner, answer, done, at } = paying();
  runner.cancel();
  expect(at()).toBe("paying");
  answer();
  await done;
  expect(at()).toBe("open");
});

it("neither does a message from another tab, nor a second click", async () => {
  const { runner, answer, done, at } = paying();
  let ran = false;
  await runner.start(async () => {
    ran = true;
  });
  expect(ran).toBe(false);
  answer();
  await done;
  expect(at()).toBe("open");
});

it("before a payment is sent, a later task silences the earlier one", async () => {
  const runner = createWallRunner({ amount: 250_000n, receiptId: null, state: { at: "price", notice: null } });
  let first: TaskContext | undefined;
  void runner.start(async (context) => {
    first = context;
  });
  await runner.start(async ({ emit }) => emit({ type: "connecting" }));
  first?.emit({ type: "paused" });
  expect(runner.wall.get().state.at).toBe("connecting");
  runner.cancel();
  expect(runner.wall.get().state).toEqual({ at: "price", notice: "declined" });
});
