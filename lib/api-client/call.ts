// Our own API from the browser: JSON in and out, problem+json (RFC 9457) becomes an ApiProblem.
import { problemOf } from "./problem";

/** Sends a file as it is; answers JSON. */
export async function putFile<T>(path: string, file: Blob): Promise<T> {
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  const response = await fetch(path, {
    method: "PUT",
    cache: "no-store",
    headers,
    body: file,
    signal: AbortSignal.timeout(120_000),
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as T;
}

export async function callApi<T>(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    cache: "no-store",
    signal: AbortSignal.timeout(20_000),
    ...(body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
