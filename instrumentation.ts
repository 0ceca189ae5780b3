import type { Instrumentation } from "next";

const UNBELIEVED =
  "A request came with X-Forwarded-For, and TRUSTED_PROXIES is 0. If a proxy stands before this server, say so there: until then all clients count as one.";

/** At once, before Next answers. */
let pageFailed = (_error: unknown, _headers: NodeJS.Dict<string | string[]>): void => {};

/** Runs once when the server starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { answerAgentsOnPages } = await import("./lib/paywall/one-address");
  const { leadOddTargetsAway } = await import("./lib/http/node/odd-targets");
  const { parseAndValidateFlightRouterState } = await import(
    "next/dist/server/app-render/parse-and-validate-flight-router-state"
  );
  const { endStalled } = await import("./lib/http/node/stalled");
  const { bodyStalled, crowded } = await import("./lib/http/problem");
  const { findClients } = await import("./lib/http/node/client-address");
  const { protectAnswers } = await import("./lib/http/node/answer-headers");
  const { giveRequestIds } = await import("./lib/http/node/request-id");
  const { readBodiesOut } = await import("./lib/http/node/unread-body");
  const { sendHeadsWithBodies } = await import("./lib/http/node/head-with-body");
  const { sendKnownLengths } = await import("./lib/http/node/known-length");
  const { refuseCrowds } = await import("./lib/http/node/crowd");
  const { searchedBy, searchPlacesMax, searchRetrySeconds, searchTurns, tooManySearching } = await import(
    "./lib/catalog/market/search-turns"
  );
  const { answerBusy, busyAnswer } = await import("./lib/http/node/answer-busy");
  const { drainOnSignal } = await import("./lib/http/node/drain");
  const { keepPages } = await import("./lib/http/node/kept-pages");
  const { isPublicPage } = await import("./app/is-public-page");
  const { bringsSession } = await import("./lib/session/cookie-name");
  const { isUnavailable } = await import("./lib/db/client");
  const { Refusal } = await import("./lib/kernel/errors");
  const { localeOf } = await import("./lib/i18n/locale-of");
  const { busyPage } = await import("./components/broken/busy-page");
  const { services } = await import("./lib/services");
  const { takeConsole } = await import("./lib/telemetry/console");
  const { themeScript } = await import("./components/layout/theme-script");
  const isDevelopment = process.env.NODE_ENV === "development";
  readBodiesOut();
  leadOddTargetsAway(parseAndValidateFlightRouterState);
  giveRequestIds();
  endStalled(() => {
    const seconds = services().env.IDLE_TIMEOUT_SECONDS;
    return { idleMs: seconds * 1000, answer: () => bodyStalled(seconds) };
  });
  findClients(
    () => services().env.TRUSTED_PROXIES,
    () => services().log.warning(UNBELIEVED),
  );
  protectAnswers(() => ({ isHttps: services().origin.startsWith("https:"), isDevelopment, scripts: [themeScript] }));
  answerAgentsOnPages();
  sendHeadsWithBodies();
  sendKnownLengths();
  refuseCrowds({
    isDear: (method, target) => searchedBy(method, target) !== undefined,
    placesMax: searchPlacesMax,
    shareMax: searchTurns.shareMax,
    refuse: ({ method = "", url = "", headers }) =>
      searchedBy(method, url) === "api"
        ? crowded(tooManySearching, searchRetrySeconds)
        : busyAnswer(busyPage(localeOf(headers)), searchRetrySeconds),
  });
  if (!isDevelopment) {
    takeConsole(() => services().log);
    keepPages({
      isPublic: isPublicPage,
      localeOf,
      isSomebody: bringsSession,
      host: () => new URL(services().origin).host,
      isProxied: () => services().env.TRUSTED_PROXIES > 0,
      find: (key, make) => services().publicCache.make(key, make),
      onError: (error) => services().log.failure("a public page that is kept", error),
    });
  }
  pageFailed = (error, headers) => {
    const isBusy = isUnavailable(error) || (error instanceof Refusal && error.status === 503);
    if (isBusy) answerBusy(busyPage(localeOf(headers)));
  };
  drainOnSignal(() => services().env.DRAIN_SECONDS);
  const { boot } = await import("./lib/boot");
  await boot();
  const { currentRecorder } = await import("./lib/kernel/trace");
  const { traceRequests } = await import("./lib/http/node/trace-requests");
  const recorder = currentRecorder();
  if (recorder) traceRequests(recorder);
}

/** Learns of every error of a page or a route that nothing caught. */
export const onRequestError: Instrumentation.onRequestError = async (error, { headers }, { routeType, routePath }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  if (routeType === "render") pageFailed(error, headers);
  const { inRequestOf } = await import("./lib/http/node/request-id");
  const { services } = await import("./lib/services");
  inRequestOf(headers, () => services().log.failure(`${routeType} ${routePath}`, error));
};
