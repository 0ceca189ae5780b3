// An S3-compatible server of one's own: S3rver keeps objects on the disk, knows multipart uploads and ranges, and checks signatures
// if told to. It signs a bucket's listing without the slash that today's SDK ends its path with, so the listing needs it not to.
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { S3Settings } from "../../lib/storage/s3-store";

interface S3rver {
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
}
type NewS3rver = new (options: Record<string, unknown>) => S3rver;

const S3rver = createRequire(import.meta.url)("@20minutes/s3rver") as NewS3rver;

export interface S3 {
  store: S3Settings;
  /** The same as settings of the server. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

export async function startS3(directory: string, { isStrict = false } = {}): Promise<S3> {
  const bucket = "pennypost";
  const allowMismatchedSignatures = !isStrict;
  const server = new S3rver({
    allowMismatchedSignatures,
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  // The one account that S3rver knows.
  const key = "S3RVER";
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    store: { endpoint, bucket, region: "us-east-1", accessKeyId: key, secretAccessKey: key, forcePathStyle: true },
    env: {
      S3_ENDPOINT: endpoint,
      S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: key,
      S3_SECRET_ACCESS_KEY: key,
      S3_FORCE_PATH_STYLE: "true",
    },
    stop: () => server.close(),
  };
}
