import { expect, it } from "vitest";
import { deviceOf } from "./device";

const chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const safari =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";

it.each([
  [chrome, "Chrome, Windows"],
  [safari, "Safari, iOS"],
  ["", ""],
  ["<script>alert(1)</script>", ""],
  [`${"a".repeat(100_000)} Firefox/140.0`, ""],
])("%.40s is known as %j", (agent, device) => {
  expect(deviceOf(new Headers({ "User-Agent": agent }))).toBe(device);
});

it("a word that the browser made up is short", () => {
  expect(deviceOf(new Headers({ "User-Agent": `${"x".repeat(400)}/1.0` })).length).toBeLessThan(90);
});
