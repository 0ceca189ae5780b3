/** SHA-256 of a file, lower-case hex; null if the browser cannot compute it (the server then relies on its own). */
export function hashFile(file: File, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./hash-worker.ts", import.meta.url), { type: "module" });
    const end = (sha256: string | null) => {
      worker.terminate();
      resolve(sha256);
    };
    worker.onmessage = ({ data }: MessageEvent<string | null>) => end(data);
    worker.onerror = () => end(null);
    signal.addEventListener("abort", () => end(null));
    worker.postMessage(file);
  });
}
