import { afterEach, expect, it, vi } from "vitest";
import type { SessionView } from "../auth/codecs";
import { toAddress } from "../kernel/address";
import { refreshSession, session, setSession } from "./session";

const signedOut: SessionView = { wallet: null, creator: null };
const signedIn: SessionView = { wallet: toAddress("0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65"), creator: null };

afterEach(() => vi.unstubAllGlobals());

/** Answers to GET /api/session, in the hands of the test. */
function heldAnswers() {
  const answers: ((view: SessionView) => void)[] = [];
  vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => answers.push((view) => resolve(Response.json(view)))));
  return answers;
}

it("an answer that was asked for before the sign-in does not sign out again", async () => {
  const [answers, asked] = [heldAnswers(), refreshSession()];
  setSession(signedIn);
  answers[0]?.(signedOut);
  await asked;
  expect(session.get()).toEqual(signedIn);
});

it("of two answers, the one asked for later holds, in whatever order they come", async () => {
  const [answers, first, second] = [heldAnswers(), refreshSession(), refreshSession()];
  answers[1]?.(signedIn);
  await second;
  answers[0]?.(signedOut);
  await first;
  expect(session.get()).toEqual(signedIn);
});
