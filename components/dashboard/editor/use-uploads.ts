"use client";
import { useRef, useState } from "react";
import { uploadFile } from "./upload";

export interface Upload {
  key: number;
  name: string;
  bytes: number;
  /** 0 to 1. */
  share: number;
  failed: string | null;
  cancel: () => void;
}

let lastKey = 0;

/** Uploads into the draft, one after the other; what failed stays listed with its reason. */
export function useUploads(itemId: string, onDone: () => Promise<void>) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const queue = useRef(Promise.resolve());

  const change = (key: number, next: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...next } : upload)));
  const drop = (key: number) => setUploads((all) => all.filter((upload) => upload.key !== key));

  const send = async (file: File, key: number, signal: AbortSignal) => {
    if (signal.aborted) return drop(key);
    try {
      await uploadFile(itemId, file, (share) => change(key, { share }), signal);
      await onDone();
      drop(key);
    } catch (error) {
      if (signal.aborted) drop(key);
      else change(key, { failed: error instanceof Error ? error.message : "The upload failed." });
    }
  };

  const add = (files: Iterable<File>) => {
    for (const file of files) {
      lastKey += 1;
      const key = lastKey;
      const abort = new AbortController();
      setUploads((all) => [
        ...all,
        { key, name: file.name, bytes: file.size, share: 0, failed: null, cancel: () => abort.abort() },
      ]);
      queue.current = queue.current.then(() => send(file, key, abort.signal));
    }
  };

  return { uploads, add, drop };
}
