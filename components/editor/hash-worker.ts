// SHA-256 of a file, read in pieces beside the page. hash-wasm, because the browser's own digest wants the whole file in memory.
import { createSHA256 } from "hash-wasm";

const pieceBytes = 4 * 1024 * 1024;

addEventListener("message", async ({ data: file }: MessageEvent<File>) => {
  try {
    const hash = await createSHA256();
    for (let start = 0; start < file.size; start += pieceBytes) {
      hash.update(new Uint8Array(await file.slice(start, start + pieceBytes).arrayBuffer()));
    }
    postMessage(hash.digest("hex"));
  } catch {
    postMessage(null);
  }
});
