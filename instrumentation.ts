// Runs once when the server starts, before the first request.
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { sendKnownLengths } = await import("./lib/http/known-length");
  sendKnownLengths();
  const { boot } = await import("./lib/boot");
  await boot();
}
