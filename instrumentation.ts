// Runs once when the server starts, before the first request.
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { answerAgentsOnPages } = await import("./lib/paywall/one-address");
  const { sendHeadsWithBodies } = await import("./lib/http/node/head-with-body");
  const { sendKnownLengths } = await import("./lib/http/node/known-length");
  answerAgentsOnPages();
  sendHeadsWithBodies();
  sendKnownLengths();
  const { boot } = await import("./lib/boot");
  await boot();
}
