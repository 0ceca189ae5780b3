import { offlineWorker } from "@/lib/browser/offline-worker";

/** Browsers ask for it anew with each visit, and install it when it is another one. Its own policy holds for what it fetches. */
export function GET(): Response {
  return new Response(offlineWorker, {
    headers: {
      "Content-Type": "text/javascript; charset=utf-8",
      "Cache-Control": "no-cache",
      "Content-Security-Policy": "default-src 'none'; connect-src 'self'",
    },
  });
}
