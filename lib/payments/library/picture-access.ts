// What opens the pictures of a text for whoever was given it and has no session, as agents have none: a MAC in their addresses, good for
// the pictures of that version, for an hour. Whoever has the text may pass it on, and so they may this.
import { createHmac, timingSafeEqual } from "node:crypto";

const ACCESS_SECONDS = 3_600;
const TAG = "pennypost.pictures.v1";
const form = /^(ver_[0-9A-Za-z_-]{1,60})\.(\d{1,12})\.([A-Za-z0-9_-]{43})$/;

const macOf = (key: Uint8Array, itemId: string, versionId: string, until: number) =>
  createHmac("sha256", key).update([TAG, itemId, versionId, until].join("|")).digest("base64url");

export function issuePictureAccess(key: Uint8Array, itemId: string, versionId: string, now: Date): string {
  const until = Math.floor(now.getTime() / 1000) + ACCESS_SECONDS;
  return `${versionId}.${until}.${macOf(key, itemId, versionId, until)}`;
}

/** The version whose pictures this opens; undefined for what is forged, of another item, or over. */
export function versionOfAccess(key: Uint8Array, itemId: string, access: string, now: Date): string | undefined {
  const [, versionId = "", until = "", mac = ""] = form.exec(access) ?? [];
  if (!versionId || Number(until) * 1000 <= now.getTime()) return undefined;
  const [ours, theirs] = [Buffer.from(macOf(key, itemId, versionId, Number(until))), Buffer.from(mac)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs) ? versionId : undefined;
}
