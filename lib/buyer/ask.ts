// Requests to sites that may be paid: only to hosts on the list, never where an answer redirects to, within bounds of time and bytes.
import { BuyerError } from "./buyer-error";
import type { BuyerSettings } from "./settings";

const BODY_BYTES_MAX = 32 * 1024 ** 2;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

export interface Answer {
  status: number;
  headers: Headers;
  body: Uint8Array;
}

export const textOf = ({ body }: Answer): string => new TextDecoder().decode(body);

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

async function readBody(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > BODY_BYTES_MAX) throw new BuyerError("too_large", `The answer is longer than ${BODY_BYTES_MAX} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** `url` as `allowedUrl` gave it. Throws `unreachable`, `redirected` or `too_large`. */
export async function ask(url: string, headers: Record<string, string>, timeoutMs: number): Promise<Answer> {
  try {
    const init: RequestInit = { headers, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) };
    const response = await fetch(url, init);
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      const to = response.headers.get("location")?.slice(0, 300) ?? "nowhere";
      throw new BuyerError(
        "redirected",
        `The address leads on to ${JSON.stringify(to)}, which was not followed: ask there yourself.`,
      );
    }
    return { status: response.status, headers: response.headers, body: await readBody(response) };
  } catch (error) {
    if (error instanceof BuyerError) throw error;
    throw new BuyerError(
      "unreachable",
      `${new URL(url).host} did not answer in full within ${Math.ceil(timeoutMs / 1000)} seconds.`,
    );
  }
}
