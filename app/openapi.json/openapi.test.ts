import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { apiRoutes } from "@/lib/api-client/routes";
import type { RouteHandler } from "@/lib/http/create-routes";
import { networks } from "@/lib/x402/networks";
import { type Audience, documentFor } from "./documents";
import { routes } from "./routes";

const app = join(import.meta.dirname, "..");
interface Operation {
  operationId: string;
  responses: Record<string, unknown>;
  parameters: { $ref?: string; name?: string; in?: string }[];
}
/** The tus protocol has clients of its own. */
const tusOperations = ["startUpload", "continueUpload", "cancelUpload"];
interface Document {
  paths: Record<string, Record<string, Operation>>;
  info: Record<string, unknown>;
  components: Record<string, Record<string, unknown>>;
}
const audiences: Audience[] = ["buyer", "creator", "operator"];
const build = (audience: Audience) =>
  documentFor(audience, { origin: "https://pennypost.example", network: networks.base }) as unknown as Document;
const documents = audiences.map(build);
const described = documents.flatMap(({ paths }) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  ),
);

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

describe("the OpenAPI documents", () => {
  it("name every public route", () => {
    const named = new Set(described.map(({ path }) => path));
    const served = publicPaths().filter((path) => /^\/(api|\.well-known)\//.test(path));
    expect(served.sort()).toEqual([...named].sort());
  });

  it("leave buyers and their agents at most forty operations, and each operation one document", () => {
    expect(Object.values(documents[0]?.paths ?? {}).flatMap(Object.keys).length).toBeLessThanOrEqual(40);
    const names = described.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("have no part that no operation of theirs refers to", () => {
    expect(documents[1]?.components.parameters).toBeUndefined();
    expect(Object.keys(documents[2]?.components.securitySchemes ?? {}).sort()).toEqual(["operator", "session"]);
  });

  it("say what a catalogue asks for: price bounds, protocols, guidance, whom to ask, and how a wallet signs in", () => {
    const [buyers] = documents as [Document];
    const paid = described.filter(({ operation }) => "402" in operation.responses);
    expect(paid.length).toBeGreaterThan(3);
    for (const { operation } of paid) {
      const price = { mode: "dynamic", currency: "USD", min: "0.001", max: "10000" };
      const charge = { method: "evm", intent: "charge", currency: networks.base.asset };
      expect(operation).toMatchObject({
        "x-payment-info": { price, protocols: [{ x402: {} }, { mpp: charge }], offers: [{ ...charge, amount: null }] },
      });
      expect(operation).toMatchObject({ security: [{}, { walletProof: [] }] });
    }
    expect(buyers.info).toMatchObject({ contact: { url: expect.any(String) }, "x-guidance": expect.any(String) });
    expect(String(buyers.info["x-guidance"]).length).toBeLessThan(4_000);
    expect(buyers.components.securitySchemes?.walletProof).toMatchObject({ "x-agentcash-auth-kind": "siwx" });
  });

  it("describe every method that a route answers", () => {
    for (const [path, module] of Object.entries(routes)) {
      const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((method) => method in module);
      expect(new Set(described.filter((each) => each.path === path).map(({ method }) => method))).toEqual(new Set(methods));
    }
  });

  it("have the declarations that clients are typed by, of every route that answers JSON or nothing, and of no other", () => {
    const served = Object.entries(routes).flatMap(([path, module]) =>
      ["GET", "POST", "PUT", "PATCH", "DELETE"]
        .filter((method) => method in module)
        .map((method) => [`${method} ${path}`, (module[method] as RouteHandler).spec] as const),
    );
    const typed = served.filter(([, { id, response }]) => !response.mediaType && !tusOperations.includes(id));
    expect(Object.keys(apiRoutes).sort()).toEqual(typed.map(([route]) => route).sort());
    for (const [route, spec] of typed) expect(spec, route).toBe(apiRoutes[route as keyof typeof apiRoutes]);
  });

  it("give each operation a name of its own", () => {
    const names = described.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it("tell how to pay where it must be paid", () => {
    for (const path of ["/api/items/{itemId}/content", "/api/items/{itemId}/files/{fileId}"]) {
      const operation = documents[0]?.paths[path]?.get;
      expect(operation?.responses).toHaveProperty("402");
      expect(operation?.parameters.map((parameter) => parameter.$ref)).toContain("#/components/parameters/XPayment");
    }
  });

  it("name the parameters that its paths have", () => {
    for (const { path, operation } of described) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const named = operation.parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
      expect(named).toEqual(inPath);
    }
  });

  it("are plain JSON without dangling references", () => {
    for (const document of documents) {
      const text = JSON.stringify(document);
      expect(JSON.parse(text)).toEqual(document);
      for (const [, kind = "", name = ""] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)) {
        expect(document.components).toHaveProperty([kind, name]);
      }
    }
  });
});
