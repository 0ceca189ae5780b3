// One file to our API as a raw body. XMLHttpRequest, because fetch cannot tell how much of a body has left.
import { ApiProblem, problemOf } from "@/lib/wallet/api";

const unreachable = () =>
  new ApiProblem(0, "unavailable", "The upload stopped: the server could not be reached. Nothing was kept; try again.");

export function uploadFile(itemId: string, file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/items/${itemId}/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201) return resolve();
      problemOf(new Response(request.responseText, { status: request.status || 500 })).then(reject, reject);
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new ApiProblem(0, "unavailable", "You cancelled the upload. Nothing was kept."));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
