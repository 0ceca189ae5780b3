// Bad bodies, at every route that takes JSON: what comes back is short, whatever was sent, and an array that is too long is refused for
// its length, before anything in it is looked at.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { RouteHandler } from "@/lib/http/create-routes";
import { fieldIssuesOf } from "@/lib/kernel/field-issues";
import { routes } from "./routes";

const specs = Object.values(routes)
  .flatMap((module) => Object.values(module))
  .filter((handler): handler is RouteHandler => typeof handler === "function" && "spec" in handler)
  .flatMap(({ spec: { id, body } }) => (body ? [[id, body] as const] : []));

interface JsonSchema {
  type?: string;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
}

/** Each array in what a schema takes: its path, and how long it may be. */
function arraysOf({ type, maxItems, properties = {} }: JsonSchema, path: string[] = []): { path: string[]; max?: number }[] {
  const inside = Object.entries(properties).flatMap(([name, field]) => arraysOf(field, [...path, name]));
  return type === "array" ? [{ path, ...(maxItems === undefined ? {} : { max: maxItems }) }] : inside;
}
const arraysIn = (schema: z.ZodType) => arraysOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema);
const at = (path: string[], value: unknown) => path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);

const answered = (schema: z.ZodType, input: unknown) => {
  const { error } = schema.safeParse(input);
  return error ? fieldIssuesOf(error) : [];
};

describe.each(specs)("the body of %s", (_id, schema) => {
  it("is answered in a few kilobytes, with at most twenty issues, however much is wrong with it", () => {
    const bodies = [
      ...arraysIn(schema).map(({ path }) => at(path, new Array(100_000).fill(1))),
      Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`${"x".repeat(50)}${index}`, 1])),
      { ["x".repeat(1_000_000)]: 1 },
      new Array(100_000).fill({}),
      "a".repeat(1_000_000),
    ];
    for (const body of bodies) {
      const issues = answered(schema, body);
      expect(issues.length).toBeLessThanOrEqual(20);
      expect(JSON.stringify(issues).length).toBeLessThan(10_000);
    }
  });

  it("is judged by the number of an array's elements before they are", () => {
    for (const { path, max } of arraysIn(schema)) {
      expect({ path, max }).toEqual({ path, max: expect.any(Number) });
      let looked = 0;
      const get = (target: unknown[], name: string | symbol) => {
        if (/^\d+$/.test(String(name))) looked++;
        return Reflect.get(target, name);
      };
      const issues = answered(schema, at(path, new Proxy(new Array(1_000_000).fill(null), { get })));
      expect(issues).toContainEqual(expect.objectContaining({ path: path.join("."), code: "too_many", params: { max } }));
      expect(looked).toBe(0);
    }
  });
});

it("an answer names at most twenty issues, each cut to what a person reads", () => {
  const { error } = z.array(z.string()).safeParse(new Array(1_000).fill(1));
  expect(error && fieldIssuesOf(error)).toHaveLength(20);
});
