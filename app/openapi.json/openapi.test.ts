import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { apiRoutes } from "@/lib/api-client/routes";
import type { RouteHandler } from "@/lib/http/create-routes";
import { buildOpenApi } from "@/lib/http/openapi";
import { openApiComponents } from "@/lib/http/openapi-components";
import { routes } from "./routes";

const app = join(import.meta.dirname, "..");
interface Operation {
  operationId: string;
  responses: Record<string, unknown>;
  parameters: { $ref?: string; name?: string; in?: string }[];
}
/** The tus protocol has clients of its own. */
const tusOperations = ["startUpload", "continueUpload", "cancelUpload"];
const document = buildOpenApi(routes, openApiComponents) as { paths: Record<string, Record<string, Operation>> };
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

function publicPaths(): string[] {
  const files = readdirSync(app, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith("/route.ts") && !file.includes("[..."));
  return files.map((file) =>
    `/${file.slice(0, -"/route.ts".length)}`
      .replaceAll("[", "{")
      .replaceAll("]", "}")
      .replace(/\/\([^)]+\)/g, ""),
  );
}

describe("the OpenAPI document", () => {
  it("names every public route", () => {
    const described = ["/openapi.json", ...Object.keys(document.paths)];
    expect(
      publicPaths()
        .filter((path) => /^\/(api|\.well-known)\//.test(path) || path === "/openapi.json")
        .sort(),
    ).toEqual(described.sort());
  });

  it("describes every method that a route answers", () => {
    for (const [path, module] of Object.entries(routes)) {
      const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((method) => method in module);
      expect(Object.keys(document.paths[path] ?? {}).map((method) => method.toUpperCase())).toEqual(methods);
    }
  });

  it("has the declarations that clients are typed by, of every route that answers JSON or nothing, and of no other", () => {
    const served = Object.entries(routes).flatMap(([path, module]) =>
      ["GET", "POST", "PUT", "PATCH", "DELETE"]
        .filter((method) => method in module)
        .map((method) => [`${method} ${path}`, (module[method] as RouteHandler).spec] as const),
    );
    const typed = served.filter(([, { id, response }]) => !response.mediaType && !tusOperations.includes(id));
    expect(Object.keys(apiRoutes).sort()).toEqual(typed.map(([route]) => route).sort());
    for (const [route, spec] of typed) expect(spec, route).toBe(apiRoutes[route as keyof typeof apiRoutes]);
  });

  it("gives each operation a name of its own", () => {
    const names = operations.map((operation) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it("tells how to pay where it must be paid", () => {
    for (const path of ["/api/items/{itemId}/content", "/api/items/{itemId}/files/{fileId}"]) {
      const operation = document.paths[path]?.get;
      expect(operation?.responses).toHaveProperty("402");
      expect(operation?.parameters.map((parameter) => parameter.$ref)).toContain("#/components/parameters/XPayment");
    }
  });

  it("names the parameters that its paths have", () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of Object.values(methods)) {
        expect(operation.parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name)).toEqual(
          inPath,
        );
      }
    }
  });

  it("is plain JSON without dangling references", () => {
    const text = JSON.stringify(document);
    expect(JSON.parse(text)).toEqual(document);
    for (const [, kind = "", name = ""] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)) {
      expect(openApiComponents).toHaveProperty([kind, name]);
    }
  });
});
