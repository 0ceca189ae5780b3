// A 402 with the body and the header of Pennypost's, and nothing behind it.
export const dynamic = "force-dynamic";

const body = process.env.UNPAID_BODY ?? "";
const header = process.env.UNPAID_HEADER ?? "";

export function GET(): Response {
  return new Response(body, {
    status: 402,
    headers: { "Content-Type": "application/json", "Cache-Control": "private, no-store", "PAYMENT-REQUIRED": header },
  });
}
