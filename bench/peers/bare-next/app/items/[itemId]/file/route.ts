// A file as Node streams it: of the folder FILES, by its name.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";

export const dynamic = "force-dynamic";

export async function GET(_request: Request, { params }: { params: Promise<{ itemId: string }> }): Promise<Response> {
  const path = join(process.env.FILES ?? "", (await params).itemId);
  const { size } = await stat(path);
  const headers = { "Content-Type": "application/octet-stream", "Content-Length": String(size) };
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, { headers });
}
