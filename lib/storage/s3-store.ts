// Finished files in an S3-compatible store. A complete and checked upload is sent in parts of bounded size; a download is streamed
// through this server, or redirected to a URL that is signed for a few minutes.
import "server-only";
import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { Refusal } from "../kernel/errors";
import type { ContentStore, Owner, ShownAs } from "./content-store";
import { OWNER_FILE, readOwner, writeOwner } from "./owner-file";
import { requireStorageKey } from "./storage-key";

const partBytesMin = 8 * 1024 ** 2;
const partsMax = 10_000;
/** Parts sent concurrently. Times the part size, this bounds an upload's memory. */
const partsAtOnce = 2;

/** A store that is busy or away is asked once more, by the SDK. */
const ATTEMPTS = 2;
const CONNECT_TIMEOUT_MS = 3_000;
/** Until an answer begins; its bytes may take as long as they keep coming. */
const SOON = { requestTimeout: 5_000 };
/** The same after a part of an upload, which is sent within it. */
const PART_TIMEOUT_MS = 120_000;
/** On which no byte moves. */
const IDLE_TIMEOUT_MS = 20_000;

/** A store that does not answer, or answers that it cannot, is told as such; what it refuses is a fault of settings or of ours. */
function asUnavailable(error: unknown): unknown {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  if (status !== undefined && status < 500 && status !== 429) return error;
  return new Refusal(
    "unavailable",
    "The store of files does not answer. Ask again in a moment: what was paid for stays paid for.",
    {
      headers: { "Retry-After": "5" },
    },
  );
}

export interface S3Settings {
  bucket: string;
  /** Before every key: several shops in one bucket. */
  prefix?: string | undefined;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Undefined for AWS itself. */
  endpoint?: string | undefined;
  /** Bucket in the path instead of the host name, as most stores other than AWS need. */
  forcePathStyle: boolean;
  /** Lifetime of signed URLs in seconds; without it, downloads are streamed through this server. */
  signedUrlSeconds?: number | undefined;
}

export function createS3Store(settings: S3Settings): ContentStore {
  const {
    bucket: Bucket,
    prefix = "",
    region,
    endpoint,
    accessKeyId,
    secretAccessKey,
    forcePathStyle,
    signedUrlSeconds,
  } = settings;
  const client = new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle,
    maxAttempts: ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: PART_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      socketTimeout: IDLE_TIMEOUT_MS,
    },
    ...(endpoint ? { endpoint } : {}),
    // Not every store supports the newer checksums. The content was hashed here, and each part's hash is signed.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const objectOf = (storageKey: string) => ({ Bucket, Key: prefix + requireStorageKey(storageKey) });
  const mark = { Bucket, Key: prefix + OWNER_FILE };

  async function findOwner(): Promise<Owner | null> {
    const found = await client.send(new GetObjectCommand(mark), SOON).catch((error: unknown) => {
      if (error instanceof NoSuchKey) return null;
      throw asUnavailable(error);
    });
    return found && readOwner((await found.Body?.transformToString()) ?? "");
  }

  /** Of several that claim it at once, the store takes the first; one that does not know the condition, the last. */
  async function claim(shop: string): Promise<Owner> {
    const owner = await findOwner();
    if (owner) return owner;
    const put = new PutObjectCommand({ ...mark, Body: writeOwner(shop), ContentType: "application/json", IfNoneMatch: "*" });
    const refused = await client.send(put, SOON).then(
      () => null,
      (error: unknown) => error,
    );
    const written = await findOwner();
    if (!written) throw refused ?? new Error("the store does not show the mark that was written");
    return written;
  }

  const store: ContentStore = {
    async keep(path, storageKey) {
      const params = { ...objectOf(storageKey), Body: createReadStream(path), ContentType: "application/octet-stream" };
      const partSize = Math.max(partBytesMin, Math.ceil((await stat(path)).size / partsMax));
      const upload = new Upload({ client, params, partSize, queueSize: partsAtOnce });
      await upload.done().catch((error: unknown) => Promise.reject(asUnavailable(error)));
      await rm(path);
    },
    async open(storageKey, range) {
      const Range = range && `bytes=${range.start}-${range.end}`;
      const command = new GetObjectCommand({ ...objectOf(storageKey), Range });
      const { Body } = await client.send(command, SOON).catch((error: unknown) => Promise.reject(asUnavailable(error)));
      return Body as Readable;
    },
    async size(storageKey) {
      const found = await client.send(new HeadObjectCommand(objectOf(storageKey)), SOON).catch((error: unknown) => {
        // An answer without a body has no more to tell than its status.
        if (error instanceof NotFound || error instanceof NoSuchKey) return undefined;
        throw asUnavailable(error);
      });
      return found?.ContentLength === undefined ? undefined : BigInt(found.ContentLength);
    },
    async remove(storageKey) {
      const command = new DeleteObjectCommand(objectOf(storageKey));
      await client.send(command, SOON).catch((error: unknown) => Promise.reject(asUnavailable(error)));
    },
    claim,
    async hasRoom() {
      await findOwner();
      return true;
    },
  };
  if (!signedUrlSeconds) return store;
  return {
    ...store,
    signUrl(storageKey: string, { mediaType, disposition }: ShownAs) {
      const shown = { ResponseContentType: mediaType, ResponseContentDisposition: disposition };
      const command = new GetObjectCommand({ ...objectOf(storageKey), ...shown, ResponseCacheControl: "private, no-store" });
      return getSignedUrl(client, command, { expiresIn: signedUrlSeconds });
    },
  };
}
