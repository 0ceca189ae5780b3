import { expect, it } from "vitest";
import { splitMarkdown } from "./split";

it.each([
  ["code", (chapter: string) => `\`\`\`\n${chapter}\n\`\`\`js\n\n# Not a chapter\n\n${chapter}\n\`\`\``, 1],
  [
    "words below a line that begins with code",
    (chapter: string) => `\`\`\`x\`\`\` is code\n${chapter}\n\n# A chapter\n\n${chapter}`,
    2,
  ],
])("a long text is split where its fences allow: %s", (_what, text, parts) => {
  const whole = text("a word\n".repeat(10_000));
  const found = splitMarkdown(whole);
  expect(found).toHaveLength(parts);
  expect(found.join("\n")).toBe(whole);
});
