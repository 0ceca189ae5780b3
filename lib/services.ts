// The one place where adapters are made and handed to verbs. Kept on globalThis: Next loads this module once per bundle.
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { createChainClient } from "./chain/client";
import { createFaucet } from "./chain/faucet";
import { createHttpFacilitator } from "./chain/http-facilitator";
import { createLiveness, type Liveness } from "./chain/liveness";
import { createLocalFacilitator } from "./chain/local-facilitator";
import { createPaymentLog } from "./chain/payment-log";
import { weiOfEther, weiOfGwei } from "./chain/units";
import { createUsdc } from "./chain/usdc";
import { type Env, env as readEnv } from "./config/env";
import { deriveKey } from "./config/keys";

import { createDb, createPooledDb, type Db, isAnswering } from "./db/client";
import { createNotificationListener } from "./db/notification-listener";

import { createVisitCounts } from "./earnings/visit-counts";
import { currentAsker } from "./http/node/asker";
import { OfExchange } from "./http/node/exchange";
import { requestId } from "./http/node/request-id";
import { systemClock } from "./kernel/clock";
import { createLimits } from "./limits/limits";
import type { PaymentDeps } from "./payments/deps";
import type { Emit } from "./payments/events";
import { failpointsOf } from "./payments/failpoints";
import type { PauseReason, Rail, Rails } from "./payments/rails";
import type { Balance } from "./payments/settlement/watch-gas";
import { parseConfirmations } from "./payments/terms/confirmations";
import { PublicCache } from "./public-cache/public-cache";
import { createScreening, type Screen } from "./screening/screening";
import type { ContentStore } from "./storage/content-store";
import { createIncoming } from "./storage/incoming";
import { createLocalStore } from "./storage/local-store";
import { createS3Store } from "./storage/s3-store";
import { createJobRuns } from "./telemetry/job-runs";
import { createLog, type Log } from "./telemetry/log";
import { createMetrics, type Metrics } from "./telemetry/metrics";
import type { Network } from "./x402/networks";
import { moreNetworks, type RailName } from "./x402/rail-networks";
import { type ChainReader, createRpcReader } from "./x402/receipts/chain-reader";
import { createReceiptSigner } from "./x402/receipts/signed-receipt";

function createFacilitator(env: Env, network: Network, chain: ReturnType<typeof createChainClient>, usdc: PaymentDeps["usdc"]) {
  if (env.FACILITATOR_URL) return createHttpFacilitator(env.FACILITATOR_URL, network, env.FACILITATOR_TOKEN);
  if (env.RELAYER_PRIVATE_KEY) {
    return createLocalFacilitator(chain, usdc, network, env.RELAYER_PRIVATE_KEY, {
      maxFeePerGas: weiOfGwei(env.RELAYER_MAX_FEE_GWEI),
    });
  }
  throw new Error("neither FACILITATOR_URL nor RELAYER_PRIVATE_KEY is set");
}

/** What boot has to know of a rail besides. */
export interface ServedRail extends Rail {
  name: RailName;
  chain: ReturnType<typeof createChainClient>;
  /** For receipts. */
  reader: ChainReader;
  liveness: Liveness;
  /** `isChecked` is set by boot once the chain has shown to be the right one; `hasGas`: no relayer key runs dry;
   * `settlementCost`: atomic USDC, 0 until it was asked for and where it is nothing to this market. */
  state: { isChecked: boolean; hasGas: boolean; settlementCost: bigint; balances: Balance[] };
  /** Why nothing is sold on it; null while it is open. */
  pausedBy(): PauseReason | null;
}

function createRail(env: Env, name: RailName, rpcUrl: string): ServedRail {
  const network: Network = moreNetworks[name];
  const chain = createChainClient(rpcUrl);
  const usdc = createUsdc(chain, network, env.SMART_WALLET_FACTORIES);
  const state: ServedRail["state"] = { isChecked: false, hasGas: true, settlementCost: 0n, balances: [] };
  const liveness = createLiveness(usdc.head);
  const pausedBy = () => (!state.isChecked ? "chain_not_checked" : liveness.isSilent() ? "chain_silent" : null);
  return {
    name,
    network,
    chain,
    reader: createRpcReader(rpcUrl),
    usdc,
    facilitator: createFacilitator(env, network, chain, usdc),
    paymentLog: createPaymentLog(chain, network),
    confirmations: parseConfirmations(env.CONFIRMATIONS ?? network.confirmations),
    liveness,
    state,
    pausedBy,
    isOpen: () => pausedBy() === null,
  };
}

function createStore(env: Env): ContentStore {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!bucket || !accessKeyId || !secretAccessKey) return createLocalStore(env.STORAGE_DIR);
  return createS3Store({
    bucket,
    prefix: env.S3_PREFIX,
    accessKeyId,
    secretAccessKey,
    region: env.S3_REGION,
    endpoint: env.S3_ENDPOINT,
    forcePathStyle: env.S3_FORCE_PATH_STYLE,
    signedUrlSeconds: env.S3_SIGNED_URL_SECONDS,
  });
}

function createPublicCache(db: Db, log: Log, metrics: Metrics): PublicCache {
  const bounds = { entries: 10_000, bytes: 64 * 1024 ** 2 };
  const events = {
    onRead: metrics.countPublicRead,
    onError: (error: unknown) =>
      log.failure("listening for database notifications, without which public pages are not cached", error),
  };
  return new PublicCache(createNotificationListener(db, "public_changes"), bounds, events, new OfExchange());
}

function createServiceScreening(url: string, { SCREENING_TOKEN: token }: Env, log: Log): Screen {
  const onFailure = (error: unknown) => log.failure("screening wallets, without which no payment is begun", error);
  return createScreening({ url, token, onFailure });
}

function createServices() {
  const env = readEnv();
  const { DATABASE_URL: databaseUrl, DIRECT_DATABASE_URL: directUrl } = env;
  const db = directUrl ? createPooledDb(databaseUrl, directUrl) : createDb(databaseUrl);
  const first = createRail(env, env.NETWORK, env.RPC_URL);
  const { network, usdc } = first;
  const rails: Rails<ServedRail> = [first, ...env.RAILS.map(({ name, rpcUrl }) => createRail(env, name, rpcUrl))];
  const store = createStore(env);
  const { UPLOAD_BYTES_MAX: bytesMax, STORAGE_QUOTA_BYTES: quotaBytes, UPLOAD_KEPT_HOURS: keptHours } = env;
  const origin = env.PUBLIC_ORIGIN;
  const log = createLog(env.LOG_LEVEL, requestId);
  const metrics = createMetrics();
  return {
    // The market's own rail, for whatever is not about a payment that names another.
    ...first,
    rails,
    env,
    db,
    isDatabaseAnswering: () => isAnswering(db),
    /** Public pages in memory; opened by boot. */
    publicCache: createPublicCache(db, log, metrics),
    limits: createLimits(db),
    clock: systemClock,
    sleep,
    screen: env.SCREENING_URL ? createServiceScreening(env.SCREENING_URL, env, log) : undefined,
    /** Of the request that is being answered. */
    requestId,
    /** Who waits for the answer that is being made. */
    asker: currentAsker,
    origin,
    visits: createVisitCounts(systemClock),
    store,
    incoming: createIncoming(env.STORAGE_DIR),
    uploadLimits: { bytesMax, quotaBytes, keptHours },
    /** Only on the local test chain. */
    faucet: env.NETWORK === "local" ? createFaucet(env.RPC_URL, usdc, network) : null,
    quoteKey: deriveKey(env.SERVER_SECRET, "quotes"),
    signInKey: deriveKey(env.SERVER_SECRET, "sign-in-with-x"),
    /** Opens the pictures of delivered texts. */
    pictureKey: deriveKey(env.SERVER_SECRET, "pictures"),
    /** Tells backups that were made with another secret apart. */
    secretFingerprint: Buffer.from(deriveKey(env.SERVER_SECRET, "backups")).toString("hex"),
    receiptSigner: createReceiptSigner(deriveKey(env.SERVER_SECRET, "receipts")),
    /** The smallest price that may be set now: what settling costs on the market's own rail. */
    priceFloor: () => first.state.settlementCost,
    dailyWei: env.RELAYER_DAILY_ETH ? weiOfEther(env.RELAYER_DAILY_ETH) : null,
    log,
    metrics,
    /** Of this process. */
    jobRuns: createJobRuns(systemClock),
    emit: ((event) => {
      log.event(event);
      metrics.count(event);
    }) as Emit,
    failpoint: failpointsOf(env.FAILPOINT_FILE),
  };
}

export type Services = ReturnType<typeof createServices>;

const holder = globalThis as { pennypost?: Services };

export function services(): Services {
  holder.pennypost ??= createServices();
  return holder.pennypost;
}
