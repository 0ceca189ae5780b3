import { expect, it } from "vitest";
import { makeCourses, type Told } from "./courses";
import type { WallEvent } from "./wall-machine";

const opened: WallEvent = {
  type: "opened",
  content: { kind: "article", html: "<p>The rest.</p>" },
  receiptId: "pur_1",
  fresh: true,
};

/** A wall whose payment has just left, and how its answer comes. */
function paying() {
  const courses = makeCourses({ amount: 250_000n, receiptId: null, state: { at: "price", notice: null } });
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const done = courses.run(async ({ emit }) => {
    emit({ type: "sent" });
    await answered;
    emit(opened);
  });
  return { courses, answer, done, at: () => courses.wall.get().state.at };
}

it("a Cancel that is pressed as the payment leaves does not leave it unheard", async () => {
  const { courses, answer, done, at } = paying();
  courses.cancel();
  expect(at()).toBe("paying");
  answer();
  await done;
  expect(at()).toBe("open");
});

it("neither does what another tab tells, nor a second press", async () => {
  const { courses, answer, done, at } = paying();
  let ran = false;
  await courses.start(async () => {
    ran = true;
  });
  expect(ran).toBe(false);
  answer();
  await done;
  expect(at()).toBe("open");
});

it("before that, the later course silences the earlier one", async () => {
  const courses = makeCourses({ amount: 250_000n, receiptId: null, state: { at: "price", notice: null } });
  let first: Told | undefined;
  void courses.start(async (told) => {
    first = told;
  });
  await courses.start(async ({ emit }) => emit({ type: "connecting" }));
  first?.emit({ type: "paused" });
  expect(courses.wall.get().state.at).toBe("connecting");
  courses.cancel();
  expect(courses.wall.get().state).toEqual({ at: "price", notice: "declined" });
});
