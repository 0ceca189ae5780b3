"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ApiProblem } from "@/lib/api-client/problem";
import { call } from "@/lib/browser/api";
import type { UnfinishedUploadJson } from "@/lib/catalog/files/codecs";
import { cleanFileName } from "@/lib/kernel/file-name";
import { cancelUpload, createTransfer, type Transfer } from "./upload";

export interface Upload {
  key: string;
  name: string;
  bytes: number;
  sent: number;
  /** `left`: started earlier; to resume it, the person chooses the file again. */
  state: "waiting" | "sending" | "checking" | "paused" | "failed" | "left";
  /** Bytes per second, smoothed; 0 while unknown. */
  rate: number;
  /** `performance.now()` of the last progress event, in milliseconds. */
  at: number;
  problem: ApiProblem | null;
  /** Assigned by the server when the upload starts. */
  uploadId: string | null;
}

let keys = 0;
const newKey = () => `new-${++keys}`;
const progressMs = 250;
const memoryKey = (uploadId: string) => `upload:${uploadId}`;

function remember(uploadId: string, file: File): void {
  try {
    localStorage.setItem(memoryKey(uploadId), String(file.lastModified));
  } catch {
    // Storage is full or blocked: match by name and size only.
  }
}

/** Whether `file` may continue this unfinished upload; the hash of the complete file decides in the end. */
function fits(file: File, { state, name, bytes, uploadId }: Upload): boolean {
  const modified = uploadId && localStorage.getItem(memoryKey(uploadId));
  const isSame = name === cleanFileName(file.name) && bytes === file.size;
  return state === "left" && isSame && (!modified || modified === String(file.lastModified));
}

function progressed(upload: Upload, sent: number): Upload {
  const now = performance.now();
  if (sent === upload.bytes) return { ...upload, sent, state: "checking" };
  if (upload.at === 0) return { ...upload, sent, at: now };
  const seconds = (now - upload.at) / 1000;
  if (seconds * 1000 < progressMs) return upload;
  const rate = Math.max(0, sent - upload.sent) / seconds;
  return { ...upload, sent, at: now, rate: upload.rate === 0 ? rate : upload.rate * 0.8 + rate * 0.2 };
}

const fresh = { sent: 0, rate: 0, at: 0, problem: null, uploadId: null };

/** Uploads into the draft, one at a time. Interrupted uploads stay listed and can be resumed. */
export function useUploads(itemId: string, onDone: () => Promise<void>) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const transfers = useRef(new Map<string, Transfer>());

  const change = useCallback(
    (key: string, next: (upload: Upload) => Upload) =>
      setUploads((all) => all.map((upload) => (upload.key === key ? next(upload) : upload))),
    [],
  );
  const drop = useCallback((key: string) => {
    transfers.current.delete(key);
    setUploads((all) => all.filter((upload) => upload.key !== key));
  }, []);

  useUnfinishedUploads(itemId, setUploads);
  useUploadQueue(uploads, transfers.current, change);
  useRetryWhenOnline(setUploads);
  useEffect(() => {
    const all = transfers.current;
    return () => {
      for (const transfer of all.values()) void transfer.pause();
    };
  }, []);

  const add = (files: Iterable<File>) => {
    const taken = new Set<string>();
    for (const file of files) {
      const left = uploads.find((upload) => fits(file, upload) && !taken.has(upload.key));
      const key = left?.key ?? newKey();
      taken.add(key);
      const transfer = createTransfer(itemId, file, left?.uploadId ?? null, {
        onStarted: (uploadId) => {
          remember(uploadId, file);
          change(key, (upload) => ({ ...upload, uploadId }));
        },
        onProgress: (sent) => change(key, (upload) => (upload.state === "sending" ? progressed(upload, sent) : upload)),
        onFailed: (problem) => change(key, (upload) => ({ ...upload, state: "failed", problem, rate: 0, at: 0 })),
        onDone: () => void onDone().finally(() => drop(key)),
      });
      transfers.current.set(key, transfer);
      const row: Upload = { ...fresh, key, name: cleanFileName(file.name), bytes: file.size, state: "waiting" };
      if (left) change(key, (upload) => ({ ...upload, state: "waiting" }));
      else setUploads((all) => [...all, row]);
    }
  };

  const pause = (key: string) => {
    void transfers.current.get(key)?.pause();
    change(key, (upload) => ({ ...upload, state: "paused", rate: 0, at: 0 }));
  };
  const resume = (key: string) => change(key, (upload) => ({ ...upload, state: "waiting", problem: null }));
  const cancel = (key: string) => {
    const uploadId = uploads.find((upload) => upload.key === key)?.uploadId;
    const transfer = transfers.current.get(key);
    const ended = transfer ? transfer.cancel() : uploadId ? cancelUpload(itemId, uploadId) : Promise.resolve();
    // If the request fails, the server deletes the unfinished upload after a day.
    void ended.catch(() => undefined);
    drop(key);
  };

  return { uploads, add, pause, resume, cancel };
}

export type Uploads = ReturnType<typeof useUploads>;
type SetUploads = (next: (all: Upload[]) => Upload[]) => void;

/** Lists unfinished uploads from earlier visits. */
function useUnfinishedUploads(itemId: string, setUploads: SetUploads): void {
  useEffect(() => {
    const take = (rows: UnfinishedUploadJson[]) =>
      setUploads((all) => [
        ...all,
        ...rows
          .filter(({ id }) => !all.some(({ uploadId }) => uploadId === id))
          .map(({ id, name, bytes, received }) => ({
            ...fresh,
            key: id,
            uploadId: id,
            name,
            bytes: Number(bytes),
            sent: Number(received),
            state: "left" as const,
          })),
      ]);
    call("GET /api/items/{itemId}/uploads", { params: { itemId } }).then(take, () => undefined);
  }, [itemId, setUploads]);
}

function useUploadQueue(
  uploads: Upload[],
  transfers: Map<string, Transfer>,
  change: (key: string, next: (upload: Upload) => Upload) => void,
): void {
  const isBusy = uploads.some(({ state }) => state === "sending" || state === "checking");
  const next = uploads.find(({ state }) => state === "waiting")?.key;
  useEffect(() => {
    if (isBusy || next === undefined) return;
    change(next, (upload) => ({ ...upload, state: "sending" }));
    transfers.get(next)?.start();
  }, [isBusy, next, transfers, change]);
}

/** Queues uploads that failed without a connection again when the browser is back online. */
function useRetryWhenOnline(setUploads: SetUploads): void {
  useEffect(() => {
    const onOnline = () =>
      setUploads((all) =>
        all.map((upload) =>
          upload.state === "failed" && upload.problem?.status === 0 ? { ...upload, state: "waiting", problem: null } : upload,
        ),
      );
    addEventListener("online", onOnline);
    return () => removeEventListener("online", onOnline);
  }, [setUploads]);
}
