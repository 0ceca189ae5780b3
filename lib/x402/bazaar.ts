// How a paid URL is asked and what it answers, for the catalogues of facilitators: the v2 extension bazaar
// (x402 specs/extensions/bazaar.md) and, in version 1, `outputSchema`.

export const BAZAAR = "bazaar";

export interface Discovery {
  /** As "/api/items/:itemId/content". */
  routeTemplate: string;
  /** What stands in the template's places. */
  pathParams: Record<string, string>;
  output: { type: string; format: string; example?: unknown };
}

const inputOf = ({ pathParams }: Discovery) => ({ type: "http", method: "GET", pathParams });

/** For a head: without what the URL answers, and with the least schema that validators and discovery tools take. */
export const shortBazaar = (discovery: Discovery) => ({
  info: { input: inputOf(discovery) },
  schema: {
    type: "object",
    properties: { input: { properties: { queryParams: {} } }, output: { properties: { example: {} } } },
    required: ["input"],
  },
  routeTemplate: discovery.routeTemplate,
});

const text = { type: "string" };

/** The whole: what the URL answers as well, and the schema of it all. */
export function fullBazaar(discovery: Discovery) {
  const { routeTemplate, pathParams, output } = discovery;
  const input = {
    type: "object",
    properties: {
      type: { type: "string", const: "http" },
      method: { type: "string", enum: ["GET"] },
      pathParams: {
        type: "object",
        properties: Object.fromEntries(Object.keys(pathParams).map((name) => [name, text])),
        required: Object.keys(pathParams),
      },
      queryParams: { type: "object", properties: { version: text } },
    },
    required: ["type", "method", "pathParams"],
    additionalProperties: false,
  };
  return {
    info: { input: inputOf(discovery), output },
    schema: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: {
        input,
        output: { type: "object", properties: { type: text, format: text, example: {} }, required: ["type"] },
      },
      required: ["input"],
    },
    routeTemplate,
  };
}

/** `outputSchema` of version 1. */
export const outputSchemaV1 = (discovery?: Discovery) => ({
  input: { type: "http", method: "GET", discoverable: true },
  ...(discovery ? { output: discovery.output } : {}),
});
