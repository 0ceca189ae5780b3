// What catalogues read in a 402, held against the validators of @x402/extensions, for each kind of item and each paid URL.
import type { PaymentPayload, PaymentRequirements, PaymentRequirementsV1 } from "@x402/core/types";
import {
  type DiscoveryExtension,
  extractDiscoveryInfo,
  validateDiscoveryExtension,
  validateDiscoveryExtensionSpec,
} from "@x402/extensions/bazaar";
import { beforeAll, describe, expect, it } from "vitest";
import { call, create, creator, type Person } from "./http-harness";
import { box, draftOf, send, started } from "./tus";

interface Challenge {
  head: PaymentPayload & { accepts: PaymentRequirements[] };
  body: { accepts: PaymentRequirementsV1[]; extensions: Record<string, unknown> };
}

/** In letters that take four bytes each, and more. */
const longest = { title: "👩‍🚀".repeat(30), dek: "👩‍🚀".repeat(60), tags: ["tides", "潮", "knots and ropes"] };

const urls: Record<string, { path: string; params: Record<string, string>; pathname: string }> = {};

async function publish({ cookie }: Person, itemId: string): Promise<void> {
  const answer = await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie, body: {} });
  expect(answer.status).toBe(200);
}

beforeAll(async () => {
  const ada = await creator();
  const article = { kind: "article", price: "0.25", preview: "Free.", content: "CANARY", ...longest };
  const { id } = await create(ada, article);
  await publish(ada, id);
  const files = await box(ada);
  await send(ada, await started(ada, files, 3, "a.txt"), 0, "abc");
  const fileId = (await draftOf(ada, files)).files[0]?.id ?? "";
  await publish(ada, files);
  const content = "/api/items/{itemId}/content";
  urls.article = { path: content, params: { itemId: id }, pathname: `/api/items/${id}/content` };
  urls.files = { path: content, params: { itemId: files }, pathname: `/api/items/${files}/content` };
  const ofFile = `/api/items/${files}/files/${fileId}`;
  urls.file = { path: "/api/items/{itemId}/files/{fileId}", params: { itemId: files, fileId }, pathname: ofFile };
  urls.archive = { path: "/api/items/{itemId}/files.zip", params: { itemId: files }, pathname: `/api/items/${files}/content` };
}, 60_000);

async function challengeAt(kind: string): Promise<Challenge> {
  const { path, params } = urls[kind] as (typeof urls)[string];
  const answer = await call("GET", path, params);
  expect(answer.status).toBe(402);
  const head = JSON.parse(Buffer.from(answer.headers.get("payment-required") ?? "", "base64").toString());
  return { head, body: (await answer.json()) as Challenge["body"] };
}

describe.each(["article", "files", "file", "archive"])("the 402 of %s", (kind) => {
  it("is taken by the official validators, in the head and, with all of it, in the body", async () => {
    const { head, body } = await challengeAt(kind);
    for (const extension of [head.extensions?.bazaar, body.extensions.bazaar]) {
      expect(validateDiscoveryExtension(extension as DiscoveryExtension)).toEqual({ valid: true });
      expect(validateDiscoveryExtensionSpec(extension as Record<string, unknown>)).toEqual({ valid: true });
    }
    expect(body.extensions.bazaar).toMatchObject({ info: { output: { type: expect.any(String) } } });
  });

  it("is catalogued by its payment in version 2: its route, its service and what it is", async () => {
    const { head } = await challengeAt(kind);
    const [accepted] = head.accepts as [PaymentRequirements];
    const found = extractDiscoveryInfo({ ...head, accepted, payload: {} } as PaymentPayload, accepted);
    const template = `/api/items/:itemId/${kind === "file" ? "files/:fileId" : "content"}`;
    expect(found).toMatchObject({
      resourceUrl: `http://localhost:3999${template}`,
      routeTemplate: template,
      method: "GET",
      serviceName: "Pennypost",
      discoveryInfo: { input: { pathParams: expect.any(Object) } },
    });
    const { pathParams } = (found?.discoveryInfo.input ?? {}) as { pathParams: Record<string, string> };
    const filled = Object.entries(pathParams).reduce((path, [name, value]) => path.replace(`:${name}`, value), template);
    expect(filled).toBe(urls[kind]?.pathname);
  });

  it("is catalogued by its payment in version 1", async () => {
    const { body } = await challengeAt(kind);
    const [requirements] = body.accepts as [PaymentRequirementsV1];
    const found = extractDiscoveryInfo({ x402Version: 1 } as PaymentPayload, requirements);
    expect(found).toMatchObject({ resourceUrl: requirements.resource, method: "GET", x402Version: 1 });
  });

  it("describes the item in at most 450 code points, and shows nothing that is paid for", async () => {
    const { head, body } = await challengeAt(kind);
    const descriptions = [head.resource?.description ?? "", ...body.accepts.map(({ description }) => description)];
    for (const description of descriptions) {
      expect([...description].length).toBeGreaterThan(0);
      expect([...description].length).toBeLessThanOrEqual(450);
    }
    expect(JSON.stringify([head, body])).not.toContain("CANARY");
  });
});

it("names the tags that a catalogue takes where there is room for them", async () => {
  const ada = await creator();
  const { id } = await create(ada, { kind: "article", title: "Knots", price: "0.25", content: "CANARY", tags: longest.tags });
  await publish(ada, id);
  urls.tagged = { path: "/api/items/{itemId}/content", params: { itemId: id }, pathname: `/api/items/${id}/content` };
  const { head } = await challengeAt("tagged");
  expect(head.resource).toMatchObject({ tags: ["tides", "knots and ropes"] });
});
