// Resumable uploads by the tus 1.0 protocol (https://tus.io/protocols/resumable-upload), spoken by @tus/server; what an upload is stands
// in lib/catalog/files/uploads.ts. Routes have checked who asks, and whose the upload is, before anything here runs.
import type { Readable } from "node:stream";
import { Server } from "@tus/server";
import { DataStore, type Lock, Upload } from "@tus/utils";
import { finishUpload } from "../catalog/files/finish-upload";
import { type Hold, holdUpload } from "../catalog/files/upload-lock";
import { discardUpload, getUploadById, keepUpload, receivedBytes, startUpload, type UploadDeps } from "../catalog/files/uploads";
import { fileNameSchema } from "../catalog/schemas";
import { announcedSha256 } from "../http/digest-header";
import { toProblem } from "../http/problem";
import type { Address } from "../kernel/address";
import { Refusal, type RefusalCode } from "../kernel/errors";
import { services } from "../services";

/** Whose request this is, and what it is about. */
interface Asked {
  wallet: Address;
  itemId: string;
  /** The upload that the route found to be theirs; none where one is started. */
  uploadId?: string | undefined;
  error?: unknown;
}

const asked = new WeakMap<object, Asked>();
/** By upload: what the request that writes now holds. */
const holds = new Map<string, Hold>();

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
    const row = await getUploadById(this.deps, id);
    const { name: filename, bytes, touchedAt } = row;
    const offset = await receivedBytes(this.deps, row);
    return new Upload({ id, size: Number(bytes), offset, metadata: { filename }, creation_date: touchedAt.toISOString() });
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const { incoming } = this.deps;
    const row = await getUploadById(this.deps, id);
    if (offset === Number(row.bytes)) return offset;
    try {
      return await incoming.append(id, source, offset, () => holds.get(id)?.isHeld() ?? false);
    } finally {
      await keepUpload(this.deps, id);
    }
  }

  override async remove(id: string): Promise<void> {
    await discardUpload(this.deps, await getUploadById(this.deps, id));
  }

  override getExpiration(): number {
    return this.deps.uploadLimits.keptHours * 3_600_000;
  }
}

function lockOf(deps: UploadDeps, id: string): Lock {
  let hold: Hold | undefined;
  return {
    async lock(_signal, requestRelease) {
      hold = await holdUpload(deps, id, () => void requestRelease());
      holds.set(id, hold);
    },
    async unlock() {
      if (holds.get(id) === hold) holds.delete(id);
      await hold?.release();
    },
  };
}

/** The name in the metadata under tus clients' usual key. */
function nameIn(metadata: Record<string, string | null> | undefined): string {
  const parsed = fileNameSchema.safeParse(metadata?.filename ?? "");
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ message }) => ({ path: "filename", message }));
  throw new Refusal("invalid_request", `filename: ${issues[0]?.message ?? "not understood"}`, { issues });
}

function askedBy(request: object): Asked {
  const found = asked.get(request);
  if (!found) throw new Error("a request that no route checked");
  return found;
}

function createTus(deps: UploadDeps): Server {
  return new Server({
    path: "/api/items",
    datastore: new UploadStore(deps),
    locker: { newLock: (id) => lockOf(deps, id) },
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
    async onUploadFinish(request, { id }) {
      const { wallet, itemId } = askedBy(request);
      const file = await finishUpload(deps, wallet, itemId, id, announcedSha256(request.headers, "repr-digest"));
      return { headers: { "Pennypost-File": file.id } };
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

/** Answers a request of the protocol by somebody who may make it. */
export async function serveTus(request: Request, wallet: Address, itemId: string, uploadId?: string): Promise<Response> {
  server ??= createTus(services());
  const about: Asked = { wallet, itemId, uploadId };
  asked.set(request, about);
  const answer = await server.handleWeb(request as Parameters<Server["handleWeb"]>[0]);
  const headers = new Headers(answer.headers);
  for (const name of [...headers.keys()].filter((key) => key.startsWith("access-control-"))) headers.delete(name);
  headers.set("Cache-Control", "private, no-store");
  if (about.error === undefined) return new Response(answer.body, { status: answer.status, headers });
  const problem = toProblem(refusalOf(about.error));
  problem.headers.set("Tus-Resumable", "1.0.0");
  if (answer.headers.get("connection")) problem.headers.set("Connection", "close");
  return problem;
}
