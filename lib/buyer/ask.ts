// Requests to sites that may be paid: only to hosts on the list, never where an answer redirects to, within bounds of time and bytes.
import { createHash } from "node:crypto";
import { BuyerError } from "./buyer-error";
import { createSpill, type Spill } from "./receipts";
import type { BuyerSettings } from "./settings";

/** What is longer is a file, where the caller keeps any. */
const BODY_BYTES_MAX = 32 * 1024 ** 2;
/** For a whole file, which comes as slowly as it likes if it never stops for longer than the patience. */
const FILE_MS_MAX = 3_600_000;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

export interface Answer {
  status: number;
  headers: Headers;
  /** Empty where `file` has it. */
  body: Uint8Array;
  bytes: number;
  sha256: string;
  /** Where it lies that was too long for memory. */
  file: string | null;
}

/** For an answer that may be longer than memory should hold. */
export interface Keep {
  folder: string;
  bytesMax: number;
}

/** An answer whose body was given up. */
export class TooLarge extends BuyerError {
  readonly answer: Pick<Answer, "status" | "headers">;

  constructor({ status, headers }: Pick<Answer, "status" | "headers">, bytesMax: number) {
    super("too_large", `The answer is longer than ${bytesMax} bytes.`);
    this.answer = { status, headers };
  }
}

export const textOf = ({ body }: Pick<Answer, "body">): string => new TextDecoder().decode(body);
export const isSuccess = ({ status }: Pick<Answer, "status">): boolean => status >= 200 && status < 300;

/** The address in its one spelling. Throws `host_not_allowed`. */
export function allowedUrl(address: string, { hosts }: Pick<BuyerSettings, "hosts">): string {
  if (!URL.canParse(address)) throw new BuyerError("host_not_allowed", "This is no address. Nothing was asked.");
  const url = new URL(address);
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.includes(url.hostname));
  if (!isSafe || url.username || url.password) {
    throw new BuyerError("host_not_allowed", "Only https addresses without a password are asked. Nothing was asked.");
  }
  if (!hosts.has(url.host)) {
    throw new BuyerError(
      "host_not_allowed",
      `${url.host} is not one of BUYER_HOSTS, which only your owner can change. Nothing was asked.`,
    );
  }
  url.hash = "";
  return url.href;
}

type Body = Pick<Answer, "body" | "bytes" | "sha256" | "file">;

/** `onPart` is called for each part that comes. */
async function readBody(response: Response, keep: Keep | undefined, onPart: () => void): Promise<Body> {
  const bytesMax = keep ? keep.bytesMax : BODY_BYTES_MAX;
  const hash = createHash("sha256");
  let parts: Uint8Array[] = [];
  let bytes = 0;
  let spill: Spill | undefined;
  try {
    for await (const part of response.body ?? []) {
      onPart();
      bytes += part.byteLength;
      if (bytes > bytesMax) throw new TooLarge(response, bytesMax);
      hash.update(part);
      parts.push(part);
      if (keep && bytes > BODY_BYTES_MAX) {
        spill ??= createSpill(keep.folder);
        for (const waiting of parts) spill.write(waiting);
        parts = [];
      }
    }
    const sha256 = hash.digest("hex");
    return { body: Buffer.concat(parts), bytes, sha256, file: spill?.finish(sha256) ?? null };
  } catch (error) {
    spill?.drop();
    throw error;
  }
}

/** `url` as `allowedUrl` gave it. Throws `unreachable`, `redirected` or `too_large`. */
export async function ask(url: string, headers: Record<string, string>, timeoutMs: number, keep?: Keep): Promise<Answer> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), timeoutMs);
  try {
    const signal = AbortSignal.any([silence.signal, AbortSignal.timeout(keep ? FILE_MS_MAX : timeoutMs)]);
    const response = await fetch(url, { headers, redirect: "manual", signal });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      const to = response.headers.get("location")?.slice(0, 300) ?? "nowhere";
      throw new BuyerError(
        "redirected",
        `The address leads on to ${JSON.stringify(to)}, which was not followed: ask there yourself.`,
      );
    }
    const kept = keep && isSuccess(response) ? keep : undefined;
    const body = await readBody(response, kept, () => kept && timer.refresh());
    return { status: response.status, headers: response.headers, ...body };
  } catch (error) {
    if (error instanceof BuyerError) throw error;
    throw new BuyerError(
      "unreachable",
      `${new URL(url).host} did not answer in full within ${Math.ceil(timeoutMs / 1000)} seconds.`,
    );
  } finally {
    clearTimeout(timer);
  }
}
