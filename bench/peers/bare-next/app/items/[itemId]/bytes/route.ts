// The bytes of an article, and nothing behind them.
export const dynamic = "force-dynamic";

const body = process.env.OWNED_BODY ?? "";

export function GET(): Response {
  return new Response(body, {
    headers: { "Content-Type": "text/markdown; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}
