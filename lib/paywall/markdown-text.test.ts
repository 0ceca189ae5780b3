import { expect, it } from "vitest";
import type { OpenedContent } from "../payments/library/open-content";
import { wholeText } from "./markdown-text";

it("the files of a piece that is sold no more are named to who bought it", () => {
  const opened = { itemId: "item_1", kind: "file", content: "A note.", isNewest: true, version: 2 } as OpenedContent;
  const files = [{ id: "file_1", name: "a.txt", bytes: 3n, sha256: "ab" }];
  expect(wholeText(undefined, opened, { origin: "https://a.example", files })).toBe(
    "- [a.txt](https://a.example/api/items/item_1/files/file_1), 3 B, SHA-256 `ab`\n\nA note.\n",
  );
});
