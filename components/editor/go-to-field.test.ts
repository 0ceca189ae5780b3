import { expect, it } from "vitest";
import type { FieldIssue } from "@/lib/kernel/field-issues";
import { fieldOf } from "./go-to-field";

const issues = (...paths: string[]): { issues: FieldIssue[] } => ({
  issues: paths.map((path) => ({ path, code: "wrong_form", message: "" })),
});

it.each([
  [["price"], "price"],
  [["tags.1"], "tags"],
  [["tags.0", "title"], "title"],
  [["coverAlt", "slug"], "slug"],
])("a problem of %j is gone to at %s, the first on the page", (paths, field) => {
  expect(fieldOf(issues(...paths))).toBe(field);
});

it("a problem of nothing in the editor names no field", () => {
  expect(fieldOf(issues("versionNumber"))).toBeUndefined();
  expect(fieldOf(issues())).toBeUndefined();
});
