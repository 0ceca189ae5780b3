// Resumable uploads by the tus 1.0 protocol (https://tus.io/protocols/resumable-upload), on @tus/server and lib/catalog/files/uploads.ts.
// Routes authenticate the caller; taking the upload's lease checks that the caller owns it.
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { Server } from "@tus/server";
import { DataStore, type Lock, Upload } from "@tus/utils";
import { finishHeld } from "../catalog/files/finish-upload";
import { fileNameSchema } from "../catalog/files/schemas";
import { type Hold, holdUpload } from "../catalog/files/upload-lock";
import { discardUpload, receivedBytes, startUpload, type UploadDeps } from "../catalog/files/uploads";
import { announcedSha256 } from "../http/digest-header";
import type { Address } from "../kernel/address";
import { Refusal, type RefusalCode } from "../kernel/errors";
import { fieldIssuesOf } from "../kernel/field-issues";
import { toProblem } from "../route";
import { type Services, services } from "../services";

/** How long the response to the last chunk waits for the file. A longer job, such as a large file to S3, ends after the response. */
const FINISH_WAIT_MS = 20_000;

/** State of one tus request. */
interface Asked {
  wallet: Address;
  itemId: string;
  /** Undefined in the request that creates the upload. */
  uploadId?: string | undefined;
  hold?: Hold;
  /** All bytes have arrived: the lease is kept until they are a file. */
  isWhole: boolean;
  finishing?: Promise<unknown>;
  /** The upload's file, once it exists. */
  fileId?: string | null;
  error?: unknown;
}

const asked = new WeakMap<object, Asked>();
/** By upload id: this process's last holder whose response is still pending. */
const holders = new Map<string, Asked & { hold: Hold }>();

function heldBy(id: string): Asked & { hold: Hold } {
  const holder = holders.get(id);
  if (!holder) throw new Error(`nobody holds the upload ${id}`);
  return holder;
}

class UploadStore extends DataStore {
  override extensions = ["creation", "creation-with-upload", "termination", "expiration"];

  constructor(private readonly deps: UploadDeps) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    await this.deps.incoming.create(upload.id);
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { hold, isWhole } = heldBy(id);
    const { name: filename, bytes, touchedAt } = hold.upload;
    const offset = isWhole ? Number(bytes) : await receivedBytes(this.deps, hold.upload);
    return new Upload({ id, size: Number(bytes), offset, metadata: { filename }, creation_date: touchedAt.toISOString() });
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const holder = heldBy(id);
    const { hold } = holder;
    let received = offset;
    if (offset !== Number(hold.upload.bytes)) {
      received = await this.deps.incoming.append(id, source, offset, () => hold.mayWrite());
    }
    holder.isWhole = received === Number(hold.upload.bytes);
    return received;
  }

  override async remove(id: string): Promise<void> {
    await discardUpload(this.deps, heldBy(id).hold.upload);
  }

  override getExpiration(): number {
    return this.deps.uploadLimits.keptHours * 3_600_000;
  }
}

function lockOf(deps: UploadDeps, about: Asked, uploadId: string): Lock {
  const { wallet, itemId } = about;
  return {
    async lock(_signal, requestRelease) {
      const onWanted = () => {
        if (!about.isWhole) void requestRelease();
      };
      const hold = await holdUpload(deps, { wallet, itemId, uploadId }, onWanted);
      about.fileId = hold.upload.fileId;
      holders.set(uploadId, Object.assign(about, { hold }));
    },
    unlock: async () => (about.isWhole ? undefined : about.hold?.release()),
  };
}

/**
 * Turns a complete upload into a file. Waits at most FINISH_WAIT_MS; a longer job continues after the response and keeps the lease until
 * it ends.
 */
async function finish(deps: Services, about: Asked, sha256: string | undefined): Promise<void> {
  const { hold, wallet } = about;
  if (!hold) throw new Error("nobody holds this upload");
  const finishing = finishHeld(deps, wallet, hold, sha256).finally(() => hold.release());
  about.finishing = finishing;
  const waiting = new AbortController();
  const late = sleep(FINISH_WAIT_MS, undefined, { signal: waiting.signal }).catch(() => undefined);
  const file = await Promise.race([finishing, late]).finally(() => waiting.abort());
  if (file) about.fileId = file.id;
  else finishing.catch((error) => error instanceof Refusal || deps.log.failure("finishing an upload after its answer", error));
}

/** The file name, from the metadata key that tus clients use. */
function nameIn(metadata: Record<string, string | null> | undefined): string {
  const parsed = fileNameSchema.safeParse(metadata?.filename ?? "");
  if (parsed.success) return parsed.data;
  const issues = fieldIssuesOf(parsed.error).map((issue) => ({ ...issue, path: "filename" }));
  throw new Refusal("invalid_request", `filename: ${issues[0]?.message ?? "not understood"}`, { issues });
}

function askedBy(request: object): Asked {
  const found = asked.get(request);
  if (!found) throw new Error("a request that no route checked");
  return found;
}

function createTus(deps: Services): Server {
  return new Server({
    path: "/api/items",
    datastore: new UploadStore(deps),
    locker: (request) => ({ newLock: (id) => lockOf(deps, askedBy(request), id) }),
    lockDrainTimeout: 500,
    maxSize: deps.uploadLimits.bytesMax,
    disableTerminationForFinishedUploads: true,
    // Not parsed from the URL, whose query could end with another upload's id.
    getFileIdFromRequest: (request) => askedBy(request).uploadId,
    generateUrl: (request, { id }) => `/api/items/${askedBy(request).itemId}/uploads/${id}`,
    // The row is inserted where tus names the upload, before anything is locked or written.
    async namingFunction(request, metadata) {
      const { wallet, itemId } = askedBy(request);
      const bytes = Number(request.headers.get("upload-length"));
      const sha256 = announcedSha256(request.headers, "repr-digest");
      return (await startUpload(deps, wallet, itemId, { name: nameIn(metadata), bytes, sha256 })).id;
    },
    async onUploadFinish(request) {
      await finish(deps, askedBy(request), announcedSha256(request.headers, "repr-digest"));
      return {};
    },
    onResponseError(request, error) {
      askedBy(request).error = error;
      return undefined;
    },
  });
}

const codes: Record<number, RefusalCode> = {
  404: "not_found",
  409: "conflict",
  410: "not_found",
  413: "too_large",
  423: "conflict",
};

/** Maps tus protocol errors (status and text) and domain refusals to a problem response. */
function refusalOf(error: unknown): unknown {
  if (error instanceof Refusal || typeof error !== "object" || error === null || !("status_code" in error)) return error;
  const { status_code, body } = error as { status_code: number; body: string };
  if (status_code === 500) return error;
  return new Refusal(codes[status_code] ?? "invalid_request", body.trim());
}

let server: Server | undefined;

async function handle(tus: Server, request: Request, about: Asked): Promise<Response> {
  try {
    return await tus.handleWeb(request as Parameters<Server["handleWeb"]>[0]);
  } finally {
    const { hold, finishing } = about;
    if (hold && holders.get(hold.upload.id)?.hold === hold) holders.delete(hold.upload.id);
    if (!finishing) await hold?.release();
  }
}

/** Handles a tus request. The `Pennypost-File` response header names the upload's file once it exists, also for `HEAD`. */
export async function serveTus(request: Request, wallet: Address, itemId: string, uploadId?: string): Promise<Response> {
  server ??= createTus(services());
  const about: Asked = { wallet, itemId, uploadId, isWhole: false };
  asked.set(request, about);
  const answer = await handle(server, request, about);
  const headers = new Headers(answer.headers);
  for (const name of [...headers.keys()].filter((key) => key.startsWith("access-control-"))) headers.delete(name);
  headers.set("Cache-Control", "private, no-store");
  if (about.fileId) headers.set("Pennypost-File", about.fileId);
  if (about.error === undefined) return new Response(answer.body, { status: answer.status, headers });
  const problem = toProblem(refusalOf(about.error));
  problem.headers.set("Tus-Resumable", "1.0.0");
  if (answer.headers.get("connection")) problem.headers.set("Connection", "close");
  return problem;
}
