// One URL for people and agents: an item's page, asked with a payment or for JSON, is its content. (As rewrites in next.config.ts
// these would be compiled anew for every request to anything; here only the requests they are about pay for them.)
import { type NextRequest, NextResponse } from "next/server";

/** The matcher decodes what it compares, the path stays as it was sent: cut one character off `%40ada`, and "40ada" would be paid. */
export function proxy(request: NextRequest): NextResponse {
  const url = request.nextUrl.clone();
  const [, handle = "", slug = ""] = url.pathname.split("/");
  url.pathname = `/api/creators/${handle.replace(/^(@|%40)/, "")}/items/${slug}/content`;
  return NextResponse.rewrite(url);
}

export const config = {
  matcher: [
    { source: "/@:handle/:slug", has: [{ type: "header", key: "x-payment" }] },
    { source: "/@:handle/:slug", has: [{ type: "header", key: "payment-signature" }] },
    { source: "/@:handle/:slug", has: [{ type: "header", key: "sign-in-with-x" }] },
    { source: "/@:handle/:slug", has: [{ type: "header", key: "accept", value: "application/json" }] },
  ],
};
