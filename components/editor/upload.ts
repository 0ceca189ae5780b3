// Uploads one file by tus: in chunks, resumed after connection errors, with the SHA-256 of the file on the last chunk.
import { type DetailedError, Upload } from "tus-js-client";
import { ApiProblem, problemOf } from "@/lib/api-client/problem";
import { cleanFileName } from "@/lib/kernel/file-name";
import { hashFile } from "./hash-file";

const pieceBytes = 32 * 1024 * 1024;
const retryDelaysMs = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000];
const finishTries = 5;

export interface Transfer {
  /** Starts or resumes. Calls `onDone` or `onFailed` at the end. */
  start(): void;
  /** Stops sending; received bytes are kept. */
  pause(): Promise<void>;
  /** Cancels the upload, here and on the server. */
  cancel(): Promise<void>;
}

export interface TransferEvents {
  onProgress: (sent: number) => void;
  /** Called with the id that the server assigned. */
  onStarted: (uploadId: string) => void;
  onDone: () => void;
  onFailed: (problem: ApiProblem) => void;
}

const digestHeader = (sha256: string) => {
  const bytes = sha256.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return `sha-256=:${btoa(String.fromCharCode(...bytes))}:`;
};

async function problemIn(error: Error | DetailedError): Promise<ApiProblem> {
  const answer = "originalResponse" in error ? error.originalResponse : null;
  if (answer) return problemOf(new Response(answer.getBody(), { status: answer.getStatus() || 500 }));
  return new ApiProblem({ status: 0, code: "unavailable", detail: "The connection was lost. What has arrived is kept." });
}

/** Requests the upload's file; retries on connection errors and while another request is creating it (409). */
async function finish(url: string, headers: Record<string, string>): Promise<void> {
  for (let tries = 1; ; tries++) {
    const response = await fetch(`${url}/finish`, { method: "POST", headers }).catch(() => null);
    if (response?.ok) return;
    if (response && response.status < 500 && (response.status !== 409 || tries === finishTries)) throw await problemOf(response);
    if (tries === finishTries)
      throw new ApiProblem({
        status: 0,
        code: "unavailable",
        detail: "Everything was sent, but the server did not answer. Try again.",
      });
    await new Promise((resolve) => setTimeout(resolve, 1000 * tries));
  }
}

/** Cancels an upload that was started on another page. */
export async function cancelUpload(itemId: string, uploadId: string): Promise<void> {
  await fetch(`/api/items/${itemId}/uploads/${uploadId}`, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0" } });
}

/** Resumes the upload `uploadId`, if given. */
export function createTransfer(itemId: string, file: File, uploadId: string | null, events: TransferEvents): Transfer {
  const endpoint = `/api/items/${itemId}/uploads`;
  const ended = new AbortController();
  let hash: Promise<string | null> | undefined;
  /** Whether the response to the last chunk named the file. */
  let isFinished = false;

  const digest = async (): Promise<Record<string, string>> => {
    hash ??= hashFile(file, ended.signal);
    const sha256 = await hash;
    return sha256 === null ? {} : { "Repr-Digest": digestHeader(sha256) };
  };

  const upload = new Upload(file, {
    endpoint,
    uploadUrl: uploadId && `${endpoint}/${uploadId}`,
    metadata: { filename: cleanFileName(file.name) },
    chunkSize: pieceBytes,
    retryDelays: retryDelaysMs,
    // The client's own rule, and 408: the server ended a body that had stopped arriving.
    onShouldRetry({ originalResponse }) {
      const status = originalResponse?.getStatus() ?? 0;
      return navigator.onLine && (status < 400 || status >= 500 || [408, 409, 423].includes(status));
    },
    storeFingerprintForResuming: false,
    async onBeforeRequest(request) {
      const isLast = Number(request.getHeader("Upload-Offset")) + pieceBytes >= file.size;
      if (request.getMethod() !== "PATCH" || !isLast) return;
      for (const [name, value] of Object.entries(await digest())) request.setHeader(name, value);
    },
    onAfterResponse(_request, response) {
      isFinished ||= Boolean(response.getHeader("Pennypost-File"));
    },
    onUploadUrlAvailable: () => events.onStarted(upload.url?.split("/").at(-1) ?? ""),
    onProgress: (sent) => events.onProgress(sent),
    onError: (error) => void problemIn(error).then(events.onFailed),
    onSuccess: () =>
      void digest()
        .then((headers) => (isFinished ? undefined : finish(upload.url ?? "", headers)))
        .then(events.onDone, (problem) => events.onFailed(problem))
        .finally(() => ended.abort()),
  });

  return {
    start() {
      void digest();
      upload.start();
    },
    pause: () => upload.abort(),
    async cancel() {
      ended.abort();
      await upload.abort(true);
    },
  };
}
