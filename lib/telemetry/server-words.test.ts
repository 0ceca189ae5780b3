import { expect, it } from "vitest";
import { toLine } from "./server-words";

it("what Next says is one line of JSON, without colours, and nothing for an empty line", () => {
  const now = new Date("2026-11-30T12:00:00Z");
  expect(toLine(["\u001b[1m ▲ Next.js\u001b[22m\n", 16], now)).toBe(
    '{"level":30,"time":"2026-11-30T12:00:00.000Z","type":"server","what":"▲ Next.js 16"}',
  );
  expect(toLine(["\n"], now)).toBeUndefined();
  expect(JSON.parse(toLine(["x".repeat(1_000)], now) ?? "").what).toHaveLength(300);
});
