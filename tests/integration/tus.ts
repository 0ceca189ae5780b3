// A tus client as far as tests need one, calling the routes as Next would.
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { beforeAll, expect } from "vitest";
import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import type { Services } from "@/lib/services";
import { call, create, expectWire, type Init, type Person } from "./http-harness";

export const UPLOADS = "/api/items/{itemId}/uploads";
const UPLOAD = `${UPLOADS}/{uploadId}`;
export const tus = { "tus-resumable": "1.0.0" };
export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes);
export const digestHeader = (bytes: Uint8Array) => ({ "repr-digest": `sha-256=:${sha256(bytes).digest("base64")}:` });
export const metadata = (name: string) => ({ "upload-metadata": `filename ${Buffer.from(name).toString("base64")}` });

export let services: () => Services;
beforeAll(async () => {
  ({ services } = await import("@/lib/services"));
});

export async function box(person: Person): Promise<string> {
  return (await create(person, { kind: "file", title: "A box", price: "1" })).id;
}

export function start({ cookie }: Person, itemId: string, bytes: number, name = "a.txt", headers: Record<string, string> = {}) {
  const length = { "upload-length": String(bytes) };
  return call("POST", UPLOADS, { itemId }, { cookie, headers: { ...tus, ...length, ...metadata(name), ...headers } });
}

export interface Started {
  itemId: string;
  uploadId: string;
}

export async function started(
  person: Person,
  itemId: string,
  bytes: number,
  name?: string,
  headers?: Record<string, string>,
): Promise<Started> {
  const answer = await start(person, itemId, bytes, name, headers);
  expect([answer.status, await answer.text()]).toEqual([201, ""]);
  const location = answer.headers.get("location") ?? "";
  expect(location).toMatch(new RegExp(`^/api/items/${itemId}/uploads/upl_[0-9a-z]{26}$`));
  return { itemId, uploadId: location.split("/").at(-1) ?? "" };
}

export function send(
  { cookie }: Person,
  upload: Started,
  offset: number,
  raw: NonNullable<Init["raw"]>,
  more: Record<string, string> = {},
) {
  const { itemId, uploadId } = upload;
  const headers = { ...tus, "upload-offset": String(offset), "content-type": "application/offset+octet-stream", ...more };
  // As Next does: the path is what the last part of the URL is taken from.
  return call("PATCH", UPLOAD, { itemId, uploadId }, { cookie, headers, raw, at: `/api/items/${itemId}/uploads/${uploadId}` });
}

export async function offsetOf({ cookie }: Person, { itemId, uploadId }: Started): Promise<number | string> {
  const at = `/api/items/${itemId}/uploads/${uploadId}`;
  const answer = await call("HEAD", UPLOAD, { itemId, uploadId }, { cookie, headers: tus, at });
  return answer.status === 200 ? Number(answer.headers.get("upload-offset")) : answer.status;
}

export const draftOf = async ({ cookie }: Person, itemId: string) =>
  expectWire(await call("GET", "/api/items/{itemId}/draft", { itemId }, { cookie }), itemDraftCodec);
export const finish = ({ cookie }: Person, { itemId, uploadId }: Started, headers = {}) =>
  call("POST", `${UPLOAD}/finish`, { itemId, uploadId }, { cookie, headers });
export const cancel = ({ cookie }: Person, { itemId, uploadId }: Started) =>
  call("DELETE", UPLOAD, { itemId, uploadId }, { cookie, headers: tus, at: `/api/items/${itemId}/uploads/${uploadId}` });
export const stored = async () =>
  (await readdir(services().env.STORAGE_DIR, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;
