// Resumable uploads by the tus 1.0 protocol (https://tus.io/protocols/resumable-upload), spoken by @tus/server; what an upload is stands
// in lib/catalog/files/uploads.ts. Routes have checked who asks; whose the upload is, taking its hold checks.
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { Server } from "@tus/server";
import { DataStore, type Lock, Upload } from "@tus/utils";
import { finishHeld } from "../catalog/files/finish-upload";
import { type Hold, holdUpload } from "../catalog/files/upload-lock";
import { discardUpload, receivedBytes, startUpload, type UploadDeps } from "../catalog/files/uploads";
import { fileNameSchema } from "../catalog/schemas";
import { announcedSha256 } from "../http/digest-header";
import type { Address } from "../kernel/address";
import { Refusal, type RefusalCode } from "../kernel/errors";
import { fieldIssuesOf } from "../kernel/field-issues";
import { toProblem } from "../route";
import { type Services, services } from "../services";

/** How long the last piece's answer waits for the file. What takes longer, as a large one on its way to S3, is finished after it. */
const FINISH_WAIT_MS = 20_000;

/** Whose request this is, and what it is about. */
interface Asked {
  wallet: Address;
  itemId: string;
  /** None where an upload is started. */
  uploadId?: string | undefined;
  hold?: Hold;
  /** All bytes are here: the hold is kept until they are a file. */
  isWhole: boolean;
  finishing?: Promise<unknown>;
  /** The file that the upload became, if it did. */
  fileId?: string | null;
  error?: unknown;
}

const asked = new WeakMap<object, Asked>();
/** By upload: the request of this process that held it last and is not answered yet. */
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
      hold.hasBytes = true;
      received = await this.deps.incoming.append(id, source, offset, () => hold.isHeld());
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
 * Makes a whole upload a file. What takes longer than an answer should wait, as a large file on its way to S3, goes on after it. The hold
 * ends with the work.
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

/** The name in the metadata under tus clients' usual key. */
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
    // Never what the URL ends with: a query may end with another's upload.
    getFileIdFromRequest: (request) => askedBy(request).uploadId,
    generateUrl: (request, { id }) => `/api/items/${askedBy(request).itemId}/uploads/${id}`,
    // The row is made here, where the upload gets its name: before anything is locked or written.
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

/** Errors of the protocol's own have a status and a sentence; the domain's are refusals. */
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

/** Answers a request of the protocol. `Pennypost-File` names the file that the upload became, also in the answer to `HEAD`. */
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
