import { expect, it } from "vitest";
import { z } from "zod";
import { fieldIssuesOf, refused } from "./field-issues";

const schema = z.strictObject({
  title: z.string().min(1).max(5),
  handle: z
    .string()
    .regex(/^[a-z]+$/, "Use letters.")
    .refine((text) => text !== "admin", refused("reserved", "Reserved.")),
  price: z.bigint().refine((amount) => amount < 9n, refused("out_of_range", "Too much.", { max: "$9" })),
  tags: z.array(z.string()).max(1, "Too many."),
  kind: z.enum(["article", "file"]),
});
const valid = { title: "A", handle: "nora", price: 1n, tags: [], kind: "article" };
const issueOf = (changed: object) => fieldIssuesOf(schema.safeParse({ ...valid, ...changed }).error ?? new z.ZodError([]))[0];

it.each([
  [{ title: "" }, { path: "title", code: "missing" }],
  [{ title: "too long" }, { path: "title", code: "too_long", params: { max: 5 } }],
  [{ title: 1 }, { path: "title", code: "wrong_type" }],
  [{ handle: "Nora" }, { path: "handle", code: "wrong_form", message: "Use letters." }],
  [{ handle: "admin" }, { path: "handle", code: "reserved", message: "Reserved." }],
  [{ price: 9n }, { path: "price", code: "out_of_range", params: { max: "$9" }, message: "Too much." }],
  [{ tags: ["a", "b"] }, { path: "tags", code: "too_many", params: { max: 1 } }],
  [{ tags: [1] }, { path: "tags.0", code: "wrong_type" }],
  [{ kind: "song" }, { path: "kind", code: "not_an_option" }],
  [{ more: 1 }, { path: "", code: "unknown_field" }],
])("says as a code what is wrong with %o", (changed, issue) => {
  expect(issueOf(changed)).toMatchObject(issue);
});
