// An article by its key: one query through the client that Pennypost uses, and its bytes.
import { createDb } from "../../../../../../../lib/db/client";

export const dynamic = "force-dynamic";

const db = createDb(process.env.DATABASE_URL ?? "");

export async function GET(_request: Request, { params }: { params: Promise<{ itemId: string }> }): Promise<Response> {
  const { itemId } = await params;
  const [row] = await db.$queryRaw<{ content: string }[]>`SELECT content FROM item_version WHERE id = ${itemId}`;
  return new Response(row?.content ?? "", {
    status: row ? 200 : 404,
    headers: { "Content-Type": "text/markdown; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}
