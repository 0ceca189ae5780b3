// A body as Node streams it to the disk: into the folder FILES, by its name. Nothing is hashed, synced or written down.
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";

export const dynamic = "force-dynamic";

export async function POST(request: Request, { params }: { params: Promise<{ name: string }> }): Promise<Response> {
  const body = Readable.fromWeb(request.body as NodeReadableStream);
  await pipeline(body, createWriteStream(join(process.env.FILES ?? "", (await params).name)));
  return new Response(null, { status: 204 });
}
