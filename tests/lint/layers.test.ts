// Who may import whom: every rule of biome.layers.json is shown its violations and must refuse each, and no honest import.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { layerRules, withLayerTable } from "../../scripts/local/layers";
import { rooms as table } from "../../scripts/local/rooms";
import { refusedLines, root } from "./planted";

/** The same import, from a room that lies one folder deeper. */
const deeper = (line: string) => line.replace('"../', '"../../');

const chain = 'import type { Usdc } from "../chain/usdc";';
const client = 'import type { Db } from "../db/client";';
const domain = 'import { findItem } from "../catalog/items/find-item";';
const env = 'import { env } from "../config/env";';
const itemQueries = 'import { selectFiles } from "../catalog/items/item-queries";';
const ledgerQueries = 'import { tryMove } from "../payments/ledger/purchase-queries";';
const earningsQueries = 'import { selectDays } from "../earnings/earnings-queries";';
const kernel = 'import { Refusal } from "../kernel/errors";';
const payments = 'import { purchase } from "../payments/purchase/purchase";';
const prisma = 'import { Prisma } from "../db/generated/client";';
const services = 'import { services } from "../services";';
const codecs = 'import type { SessionView } from "../auth/codecs";';
const types = 'import type { Actor } from "../auth/types";';
const x402 = 'import { networks } from "../x402/networks";';
const makesDb = 'import { createDb } from "../db/client";';
const makesClient = 'import { createPublicClient } from "viem";';
const next = 'import { headers } from "next/headers";';
const react = 'import { useState } from "react";';
const viem = 'import { keccak256 } from "viem";';
const alias = 'import "@/lib/kernel/errors";';
const framework = [next, react, 'import { Link } from "next";', 'import { QueryClient } from "@tanstack/react-query";'];
const clients = [makesClient, 'import { createBundlerClient } from "viem/account-abstraction";'];
const never = [alias, ...framework, ...clients];

interface Room {
  may: string[];
  mustNot: string[];
}

// Keyed by the planted file: its folder is the room, and for queries its name counts too.
const rooms: Record<string, Room> = {
  "lib/kernel/planted.ts": {
    may: ['import { Refusal } from "./errors";', viem],
    mustNot: [x402, types, 'import "@/lib/x402/offer";', ...never],
  },
  "lib/x402/planted.ts": { may: [kernel, viem], mustNot: [types, chain, services, ...never] },
  "lib/storage/planted.ts": { may: [kernel], mustNot: [x402, client, domain, env, ...never] },
  "lib/chain/planted.ts": { may: [kernel, x402, makesClient], mustNot: [client, domain, payments, env, alias, ...framework] },
  "lib/config/planted.ts": { may: [kernel, x402], mustNot: [chain, services, ...never] },
  "lib/telemetry/planted.ts": {
    may: [kernel, 'import type { Emit } from "../payments/events";'],
    mustNot: [x402, client, domain, payments, env, services, viem, ...never],
  },
  "lib/db/planted.ts": {
    may: [kernel, 'import { PrismaClient } from "./generated/client";', 'import { PrismaPg } from "@prisma/adapter-pg";'],
    mustNot: [x402, domain, env, viem, ...never],
  },
  "lib/auth/planted.ts": {
    may: [kernel, x402, client, viem],
    mustNot: [domain, payments, chain, prisma, makesDb, services, env, ...never],
  },
  "lib/catalog/items/planted.ts": {
    may: [kernel, x402, client, types].map(deeper),
    mustNot: [...[payments, chain, makesDb, services, env].map(deeper), 'import "../../storage/local-store";', ...never],
  },
  "lib/payments/purchase/planted.ts": {
    may: [
      ...[kernel, x402, client, chain, types].map(deeper),
      'import type { ItemOffer } from "../../catalog/items/offer";',
      'import { relay } from "../settlement/relay";',
    ],
    mustNot: [
      ...[domain, makesDb, services, env].map(deeper),
      'import "../../earnings/summarize";',
      'import { createUsdc } from "../../chain/usdc";',
      'import "../../chain/local-facilitator";',
      'import "../../auth/session";',
      'import { listOwned } from "../library/list-owned";',
      'import { PrismaPg } from "@prisma/adapter-pg";',
      ...never,
    ],
  },
  "lib/catalog/market/planted.ts": {
    may: ['import { selectFiles } from "../items/item-queries";', 'import { selectTags } from "./market-queries";'],
    mustNot: ['import { findCreatorRow } from "../creators/creator-queries";', deeper(earningsQueries), ...never],
  },
  "lib/payments/books/planted.ts": {
    may: ['import { recordDiscrepancy } from "../ledger/discrepancy-queries";'],
    mustNot: ['import { selectOpened } from "../library/read-queries";', ...never],
  },
  "lib/paywall/planted.ts": {
    may: [domain, payments, services, 'import { findPayment } from "../payments/library/find-payment";'],
    mustNot: [itemQueries, ledgerQueries, prisma, makesDb, env, alias],
  },
  "lib/payments/ledger/planted.ts": {
    may: [deeper(kernel)],
    mustNot: ['import { relay } from "../settlement/relay";', ...never],
  },
  "lib/earnings/planted.ts": {
    may: [kernel, domain, payments, client, types, 'import { selectDays } from "./earnings-queries";'],
    mustNot: [itemQueries, ledgerQueries, chain, prisma, makesDb, services, env, ...never],
  },
  "lib/archive/planted.ts": {
    may: [kernel, 'import { createItemSchema } from "../catalog/items/schemas";', 'import { parse } from "yaml";'],
    mustNot: [x402, client, domain, services, env, viem, ...never],
  },
  "lib/export/planted.ts": {
    may: [
      kernel,
      domain,
      client,
      'import { salesCsv } from "../earnings/sales-csv";',
      'import { DIVIDER } from "../archive/form";',
    ],
    mustNot: [payments, chain, prisma, makesDb, 'import "../storage/local-store";', services, env, viem, ...never],
  },
  "lib/previews/planted.ts": {
    may: [
      kernel,
      domain,
      client,
      'import type { ContentStore } from "../storage/content-store";',
      'import type { Task } from "./maker/messages";',
    ],
    mustNot: [
      payments,
      chain,
      prisma,
      makesDb,
      'import "../storage/local-store";',
      'import { makePages } from "./maker/pdf";',
      'import sharp from "sharp";',
      services,
      env,
      viem,
      ...never,
    ],
  },
  "lib/public-cache/planted.ts": {
    may: [
      kernel,
      domain,
      client,
      'import type { NotificationListener } from "../db/notification-listener";',
      'import { listShown } from "../previews/list-previews";',
    ],
    mustNot: [
      payments,
      types,
      chain,
      prisma,
      makesDb,
      'import { createNotificationListener } from "../db/notification-listener";',
      services,
      env,
      viem,
      ...never,
    ],
  },
  "lib/previews/maker/planted.ts": {
    may: ['import { pageBound } from "../bounds";', 'import type { Source } from "./source";', 'import sharp from "sharp";'],
    mustNot: [
      'import { makePreview } from "../make";',
      'import { takeJob } from "../preview-queries";',
      'import { createDb } from "../../db/client";',
      'import { services } from "../../services";',
      'import { readFile } from "node:fs/promises";',
      'import { fork } from "node:child_process";',
      'import { connect } from "node:net";',
      ...never,
    ],
  },
  "lib/earnings/planted-queries.ts": {
    may: [kernel, prisma],
    mustNot: [domain, payments, makesDb, services, env, viem, ...never],
  },
  "lib/payments/library/planted-queries.ts": {
    may: [kernel, types, chain, prisma].map(deeper),
    mustNot: [...[domain, makesDb, services, env].map(deeper), viem, ...never],
  },
  "lib/i18n/planted.ts": {
    may: [next, react],
    mustNot: [kernel, services, env, alias, viem, 'import { useRouter } from "next/navigation";'],
  },
  "lib/wallet/planted.ts": {
    may: [kernel, x402, codecs, react, makesClient, 'import { createConfig } from "wagmi";'],
    mustNot: [alias, client, env, services, payments, chain, 'import "server-only";', next],
  },
  "lib/http/planted.ts": {
    may: [kernel, 'import type { ByteRange } from "../storage/content-store";'],
    mustNot: [
      domain,
      services,
      types,
      client,
      payments,
      itemQueries,
      'import { findLiveSession } from "../auth/session-queries";',
      'import { findActor } from "../session/session-cookie";',
      'import { defineRoute } from "../route";',
      'import { useText } from "../i18n/use-text";',
      env,
      prisma,
      makesDb,
      'import "../wallet/api";',
      'import "@/components/ui/button";',
      'import { useAccount } from "wagmi";',
      'import { getAccount } from "wagmi/actions";',
      next,
      ...clients,
    ],
  },
  "lib/session/planted.ts": {
    may: [
      kernel,
      services,
      next,
      'import { findSession } from "../auth/session";',
      'import { findCreator } from "../catalog/creators/find-creator";',
    ],
    mustNot: [domain, payments, chain, env, prisma, makesDb, 'import { toProblem } from "../route";', viem],
  },
  "lib/route.ts": {
    may: [
      'import { services } from "./services";',
      'import { createRoutes } from "./http/create-routes";',
      'import { findActor } from "./session/session-cookie";',
    ],
    mustNot: ['import "./wallet/api";', 'import "@/app/handle";', 'import "../app/handle";', viem, ...never],
  },
  "lib/planted.ts": {
    may: ['import { env } from "./config/env";', 'import { createDb } from "./db/client";'],
    mustNot: [
      'import { selectFiles } from "./catalog/items/item-queries";',
      'import "./http/problem";',
      'import "./wallet/api";',
      'import "@/app/handle";',
      'import "../app/handle";',
      viem,
      ...never,
    ],
  },
  "components/item/planted.tsx": {
    may: [
      'import { useText } from "@/lib/i18n/use-text";',
      'import { useLocale } from "#use-locale";',
      'import type { ItemDetail } from "@/lib/catalog/items/codecs";',
      'import { pay } from "@/lib/x402/client";',
      'import { verifyReceipt } from "@/lib/x402/receipts/verify-receipt";',
      'import { formatUsd } from "@/lib/kernel/money";',
      'import { Button } from "@/components/ui/button";',
      'import { Chip } from "../ui/chip";',
      'import Link from "next/link";',
      'import { useAccount } from "wagmi";',
      'import "@rainbow-me/rainbowkit/styles.css";',
    ],
    mustNot: [
      'import { createReceiptSigner } from "@/lib/x402/receipts/signed-receipt";',
      'import { findItem } from "@/lib/catalog/items/find-item";',
      'import { findOwned } from "../../lib/payments/library/find-ownership";',
      'import { offerOf } from "@/lib/x402/payment-required";',
      'import { services } from "@/lib/services";',
      'import type { Db } from "@/lib/db/client";',
      'import { env } from "@/lib/config/env";',
      'import { currentActor } from "@/lib/session/session-cookie";',
      'import { findCreatorSession } from "@/app/dashboard/creator-session";',
      'import { createConfig } from "wagmi";',
      'import { getDefaultConfig } from "@rainbow-me/rainbowkit";',
      'import "server-only";',
      ...clients,
      next,
    ],
  },
  "app/library/planted.tsx": {
    may: ['import { services } from "@/lib/services";', 'import { findItem } from "@/lib/catalog/items/find-item";', next],
    mustNot: [
      'import { env } from "@/lib/config/env";',
      'import { createDb } from "@/lib/db/client";',
      'import { findItemRow } from "@/lib/catalog/items/item-queries";',
      'import { findOwned } from "@/lib/payments/library/read-queries";',
      'import { createUsdc } from "@/lib/chain/usdc";',
      'import { createLocalStore } from "@/lib/storage/local-store";',
      'import { Refusal } from "../../lib/kernel/errors";',
      'import { boot } from "@/lib/boot";',
      'import { PrismaPg } from "@prisma/adapter-pg";',
      ...clients,
    ],
  },
  "scripts/local/planted.ts": {
    may: ['import { env } from "../../lib/config/env";', makesClient],
    mustNot: [
      'import "@/lib/services";',
      'import "../../lib/catalog/items/item-queries";',
      'import "../../components/ui/button";',
      'import "../../lib/wallet/funds";',
      next,
    ],
  },
  "prisma/seed/planted.ts": {
    may: ['import { services } from "../../lib/services";'],
    mustNot: ['import "../../app/handle";', next, 'import type { Metadata } from "next";'],
  },
};

// One forbidden room and one forbidden package, reached in each way the language has.
const disguises = {
  "lib/catalog/items/disguised.ts": [
    'import type { PaymentDeps } from "../../payments/deps";',
    'export { purchase } from "../../payments/purchase/purchase";',
    'export * from "../../payments/types";',
    'export const later = () => import("../../payments/settlement/sweep");',
    'import * as viem from "viem";',
    'import { createWalletClient as harmless } from "viem";',
    'export { createPublicClient } from "viem";',
    'export const all = () => import("viem");',
  ],
};

describe("who may import whom", () => {
  let refused: Record<string, string[]>;
  beforeAll(() => {
    const files = Object.fromEntries(Object.entries(rooms).map(([path, { may, mustNot }]) => [path, [...may, ...mustNot]]));
    refused = refusedLines({ ...files, ...disguises }, "style/noRestrictedImports");
  });

  it.each(Object.entries(rooms))("%s: what it may import passes, what it must not is refused", (path, { mustNot }) => {
    expect(refused[path]).toEqual(mustNot);
  });

  it.each(Object.entries(disguises))(
    "%s: a type, a re-export, a dynamic import and another name are seen through",
    (path, lines) => {
      expect(refused[path]).toEqual(lines);
    },
  );

  it("leaves no folder of lib without a rule", () => {
    const inside = readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" });
    const files = inside.filter((path) => /\.tsx?$/.test(path) && !path.startsWith("db/generated"));
    const folders = new Set(files.map((path) => dirname(join("lib", path))));
    expect([...folders].filter((folder) => folder !== "lib").sort()).toEqual(table.map(({ folder }) => folder).sort());
  });

  it("is what the table of rooms says, in the rules and in docs/architecture.md", () => {
    const read = (path: string) => readFileSync(join(root, path), "utf8");
    expect(read("biome.layers.json")).toBe(layerRules());
    expect(read("docs/architecture.md")).toBe(withLayerTable(read("docs/architecture.md")));
  });
});
