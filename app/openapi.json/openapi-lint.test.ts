// The document as an independent reader of OpenAPI 3.1 sees it, and what we ask of it besides (decision 28).
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, it } from "vitest";
import { networks } from "@/lib/x402/networks";
import { type Audience, documentFor } from "./documents";

const rules = [
  "struct",
  "no-unresolved-refs",
  "spec-strict-refs",
  "no-unused-components",
  "no-identical-paths",
  "no-path-trailing-slash",
  "path-declaration-must-exist",
  "path-not-include-query",
  "path-parameters-defined",
  "parameter-description",
  "operation-operationId",
  "operation-operationId-unique",
  "operation-operationId-url-safe",
  "operation-summary",
  "operation-parameters-unique",
  "operation-tag-defined",
  "operation-2xx-response",
  "security-defined",
  "tag-description",
  "info-license",
  "no-enum-type-mismatch",
  "no-schema-type-mismatch",
  "no-required-schema-properties-undefined",
  "no-mixed-number-range-constraints",
];

async function problemsOf(document: unknown): Promise<string[]> {
  const config = await createConfig({ rules: Object.fromEntries(rules.map((rule) => [rule, "error"])) });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(({ ruleId, location, message }) => `${ruleId} at ${location[0]?.pointer}: ${message}`);
}

interface Answer {
  content?: Record<string, { schema?: unknown }>;
}
interface Operation {
  operationId: string;
  responses: Record<string, Answer>;
}
type Document = Record<string, unknown> & { paths: Record<string, Record<string, Operation>> };

const build = (audience: Audience = "buyer") =>
  JSON.parse(JSON.stringify(documentFor(audience, { origin: "https://pennypost.example", network: networks.base }))) as Document;

/** Operations with an answer 2xx that says nothing of the body it has. 204, and 201 that names a place, have none. */
function withoutSchema(document: Document): string[] {
  const isSaid = ([status, { content }]: [string, Answer]) =>
    content ? Object.values(content).every(({ schema }) => schema) : status === "204" || status === "201";
  return Object.values(document.paths)
    .flatMap((path) => Object.values(path))
    .filter(
      ({ responses }) =>
        !Object.entries(responses)
          .filter(([status]) => status.startsWith("2"))
          .every(isSaid),
    )
    .map(({ operationId }) => operationId);
}

describe.each(["buyer", "creator", "operator"] as const)("the %s's OpenAPI document, read by a linter", (audience) => {
  it("is OpenAPI 3.1 in which every operation, parameter and tag is described and every reference leads somewhere", async () => {
    expect(await problemsOf(build(audience))).toEqual([]);
  });

  it("says of every answer 2xx what is in it", () => {
    expect(withoutSchema(build(audience))).toEqual([]);
  });
});

describe("the linter", () => {
  it.each<[string, (document: Document) => void]>([
    ["struct", (document) => Object.assign(document, { surprise: true })],
    ["no-unresolved-refs", ({ components }) => Object.assign(components as object, { responses: {} })],
    ["operation-operationId-unique", ({ paths }) => Object.assign(paths["/api/tags"]?.get ?? {}, { operationId: "listItems" })],
    [
      "parameter-description",
      ({ paths }) => Object.assign(paths["/api/tags"]?.get ?? {}, { parameters: [{ name: "q", in: "query", schema: {} }] }),
    ],
  ])("finds by the rule %s what breaks it", async (rule, breakIt) => {
    const document = build();
    breakIt(document);
    expect((await problemsOf(document)).join("\n")).toContain(rule);
  });
});
