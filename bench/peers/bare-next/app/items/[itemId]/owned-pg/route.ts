// The same through pg alone: what the database client costs.
import pg from "pg";

export const dynamic = "force-dynamic";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

export async function GET(_request: Request, { params }: { params: Promise<{ itemId: string }> }): Promise<Response> {
  const { itemId } = await params;
  const { rows } = await pool.query("SELECT content FROM item_version WHERE id = $1", [itemId]);
  const [row] = rows;
  return new Response(row?.content ?? "", {
    status: row ? 200 : 404,
    headers: { "Content-Type": "text/markdown; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}
