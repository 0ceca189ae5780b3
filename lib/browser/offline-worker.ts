// The service worker, which browsers of buyers install: what they kept is shown where the network does not answer. It changes nothing
// while it does. As text, for it runs by itself, before and without the page's own scripts.

import { keptCache, offlinePath } from "./kept-cache";

export const offlineWorker = `
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isPage = request.mode === "navigate";
  const isPart = url.pathname.startsWith("/_next/static/") || /^\\/api\\/items\\/[^/]+\\/pictures\\//.test(url.pathname);
  if (request.method !== "GET" || url.origin !== location.origin || !(isPage || isPart)) return;
  event.respondWith(fetch(request).catch(async (error) => {
    const kept = await caches.open("${keptCache}");
    const found = await kept.match(isPage ? url.pathname : request.url, { ignoreVary: true }) || (isPage && await kept.match("${offlinePath}"));
    if (found) return found;
    throw error;
  }));
});
`;
