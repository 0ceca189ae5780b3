// The rooms of lib/, what each is, and what it may import: the one table of who may import whom.
export interface Room {
  /** Below the repository. */
  folder: string;
  what: string;
  /** Folders and files below lib/ that this room may import, besides its own folder. */
  may: string[];
  /** Packages of the lists below that it may import all the same. */
  packages?: string[];
  /** Imports that are refused although they lie in its own folder or are no package of the lists below. */
  never?: string[];
  /** It makes adapters (`create…` of db, chain and storage). */
  adapters?: true;
  /** Where viem is neither in `packages` nor forbidden, only its pure functions are imported, by name. */
  viemByName?: true;
}

const pure = { viemByName: true } as const;
const domain = ["kernel", "x402", "auth/types", "db/client", "db/lease"];
const catalog = [
  "kernel",
  "x402",
  "markdown",
  "auth/types",
  "db",
  "catalog/codecs",
  "catalog/limits",
  "catalog/price",
  "catalog/text",
];
const payments = [
  ...domain,
  "chain/facilitator",
  "chain/payment-log",
  "chain/usdc",
  "payments/deps",
  "payments/events",
  "payments/failpoints",
  "payments/types",
];

/** Where the rooms declare their routes, without server code. */
const routeFiles = [
  "account/routes",
  "audit/routes",
  "auth/routes",
  "catalog/creators/routes",
  "catalog/files/routes",
  "catalog/items/publish-routes",
  "catalog/items/routes",
  "catalog/items/version-routes",
  "catalog/market/routes",
  "chain/routes",
  "desk/routes",
  "earnings/routes",
  "health/routes",
  "moderation/report-routes",
  "moderation/routes",
  "payments/books/routes",
  "payments/library/routes",
  "payments/routes",
  "previews/routes",
  "screening/routes",
];

export const rooms: Room[] = [
  { folder: "lib/kernel", what: "money (bigint atomic units), addresses, ids, clock, refusals, cursors", may: [], ...pure },
  {
    folder: "lib/x402",
    what: "the wire, pure: offers, challenges, payment headers, reasons, networks, and the paying client",
    may: ["kernel"],
    ...pure,
  },
  {
    folder: "lib/x402/exact",
    what: "the scheme `exact` on EVM: EIP-3009 authorizations and nonces that name what they buy",
    may: ["kernel", "x402/networks", "x402/offer"],
    ...pure,
  },
  { folder: "lib/x402/mpp", what: "MPP's charge, by the same authorization", may: ["kernel", "x402"], ...pure },
  {
    folder: "lib/x402/receipts",
    what: "receipts: their form, their signatures, and the checks that need no server of ours",
    may: ["kernel", "x402/networks", "x402/offer"],
    ...pure,
  },
  {
    folder: "lib/worker-process",
    what: "a process that works on what strangers sent: where its program lies, who ends it, and when",
    may: ["config/production"],
  },
  {
    folder: "lib/markdown",
    what: "Markdown: outlined, counted, and rendered safely within bounds in a process of its own",
    may: ["kernel", "worker-process"],
  },
  {
    folder: "lib/catalog",
    what: "what is for sale: codecs, limits and the rules of prices and texts that its rooms share",
    may: ["kernel"],
  },
  { folder: "lib/catalog/creators", what: "creators: profile, handle, payout wallet", may: catalog },
  {
    folder: "lib/catalog/items",
    what: "items: draft, versions, publishing, schedule, addresses, the offer that payments see",
    may: [...catalog, "catalog/creators"],
  },
  {
    folder: "lib/catalog/files",
    what: "files and pictures of items: uploads, quota, clean-up",
    may: [
      ...catalog,
      "catalog/creators",
      "catalog/items",
      "storage/content-store",
      "storage/digest",
      "storage/encode-picture",
      "storage/incoming",
      "storage/media-type",
      "storage/storage-key",
    ],
  },
  {
    folder: "lib/catalog/market",
    what: "the market: lists, search, tags, feeds' rows",
    may: [...catalog, "catalog/items", "audit/record-act"],
  },
  {
    folder: "lib/payments",
    what: "types and ports that the payment rooms share",
    may: ["kernel", "x402", "db/client", "chain/facilitator", "chain/payment-log", "chain/usdc", "payments/terms"],
    ...pure,
  },
  {
    folder: "lib/payments/terms",
    what: "what a payment must meet: price, quote, window, confirmations. Pure",
    may: ["kernel", "x402", "chain/usdc"],
    ...pure,
  },
  {
    folder: "lib/payments/ledger",
    what: "rows of purchases and attempts, and the machine that says what follows what",
    may: [...payments, "payments/terms"],
    ...pure,
  },
  {
    folder: "lib/payments/settlement",
    what: "getting a payment onto the chain and reading it there: relay, wait, sweep, finality",
    may: [...payments, "payments/terms", "payments/ledger"],
    ...pure,
  },
  {
    folder: "lib/payments/purchase",
    what: "one purchase: claim → settle → entitlement → delivery",
    may: [...payments, "catalog/items/offer", "payments/terms", "payments/ledger", "payments/settlement"],
    ...pure,
  },
  {
    folder: "lib/payments/library",
    what: "who owns what: entitlements, paid bytes, receipts",
    may: [...payments, "catalog", "payments/terms", "payments/ledger"],
    ...pure,
  },
  {
    folder: "lib/payments/books",
    what: "chain and rows compared: reconciliation, discrepancies, rebuild",
    may: [...payments, "audit/record-act", "payments/terms", "payments/ledger"],
    ...pure,
  },
  {
    folder: "lib/earnings",
    what: "sums and series over settled purchases; the funnel that leads to them",
    may: ["kernel", "x402", "catalog", "payments", "auth/types", "db/client"],
  },
  { folder: "lib/auth", what: "sign-in with Ethereum, sessions, API keys", may: ["kernel", "x402", "db/client"], ...pure },
  {
    folder: "lib/account",
    what: "the account of a wallet as a whole, and its end",
    may: [
      "kernel",
      "auth",
      "catalog/creators/find-creator",
      "catalog/items/erase-shop",
      "db/client",
      "moderation/reports",
      "payments/library/keep-place",
    ],
  },
  {
    folder: "lib/audit",
    what: "what operators did: written with each act, read on their desk",
    may: ["kernel", "auth/types", "db/client"],
  },
  {
    folder: "lib/moderation",
    what: "what operators hide and suspend, and what readers report",
    may: ["kernel", "audit", "auth/types", "catalog/codecs", "catalog/limits", "catalog/text", "db/client"],
  },
  {
    folder: "lib/screening",
    what: "whose payments are not taken: the operator's list of wallets, and a service that is asked",
    may: ["kernel", "audit", "auth/types", "db/client"],
  },
  {
    folder: "lib/desk",
    what: "what operators look at: the state of the market, pieces, creators, purchases",
    may: ["kernel", "catalog", "db/client", "moderation/reports", "payments/books/discrepancies", "telemetry/job-runs"],
  },
  {
    folder: "lib/limits",
    what: "how often a caller may ask: counted in memory, or in the database by all servers together",
    may: ["kernel", "db/client"],
  },
  {
    folder: "lib/chain",
    what: "viem clients, USDC as we read it, facilitators, the local faucet",
    may: ["kernel", "x402"],
    packages: ["viem"],
  },
  {
    folder: "lib/storage",
    what: "uploads as they grow, and finished files on the disk or in S3, behind a port",
    may: ["kernel"],
    ...pure,
  },
  {
    folder: "lib/db",
    what: "the Prisma client, leases, notifications; generated code is used here and in `*-queries.ts` only",
    may: ["kernel"],
    packages: ["@prisma"],
  },
  {
    folder: "lib/previews",
    what: "what there is to see of a file before it is bought; made in a process of its own",
    may: ["kernel", "worker-process", "catalog", "db/client", "storage/content-store"],
    never: ["./maker/**", "!./maker/messages", "{sharp,mediabunny,@hyzyla/pdfium}", "mediabunny/**"],
  },
  {
    folder: "lib/previews/maker",
    what: "looks into one file: knows no database, no store, no disk and no network",
    may: ["worker-process", "previews/bounds", "previews/plan", "previews/types"],
    never: ["node:{fs,net,http,https,child_process}", "node:fs/promises"],
  },
  {
    folder: "lib/public-cache",
    what: "what every visitor sees, cached in memory until the database notifies of a change",
    may: ["kernel", "catalog", "previews", "db/client", "db/notification-listener"],
  },
  {
    folder: "lib/archive",
    what: "a shop as files: read, planned and imported, in browsers and scripts",
    may: [
      "kernel",
      "markdown/words",
      "markdown/pictures",
      "api-client",
      "catalog/codecs",
      "catalog/limits",
      "catalog/text",
      "catalog/files/schemas",
      "catalog/items/schemas",
      "catalog/items/slug",
    ],
  },
  {
    folder: "lib/export",
    what: "a shop written as an archive while it is downloaded",
    may: ["kernel", "archive", "catalog", "earnings", "markdown/pictures", "db/client", "storage/content-store"],
  },
  {
    folder: "lib/backup",
    what: "the whole shop, written to a folder and restored from it",
    may: ["kernel", "storage/content-store", "storage/digest", "storage/disk", "storage/storage-key"],
  },
  {
    folder: "lib/api-client",
    what: "our own API, called from browsers and scripts: typed by the declarations of its routes",
    may: ["kernel", ...routeFiles],
  },
  {
    folder: "lib/browser",
    what: "the page in the browser: session, tabs, observable values, public settings",
    may: ["kernel", "x402/networks", "x402/rail-networks", "api-client", "earnings/types", "auth/codecs"],
    packages: ["react"],
  },
  {
    folder: "lib/wallet",
    what: "the browser's wallets, loaded when needed",
    may: ["kernel", "x402", "api-client", "browser", "auth/codecs"],
    packages: ["react", "react-dom", "viem", "wagmi", "@rainbow-me", "@tanstack"],
    never: ["server-only"],
  },
  {
    folder: "lib/http",
    what: "the framework of routes: declarations, problems, cookies, ranges, limits. No domain, and no services",
    may: ["kernel", "storage/content-store"],
  },
  {
    folder: "lib/health",
    what: "whether a server is to be sent requests",
    may: ["kernel", "db/client", "storage/content-store"],
  },
  { folder: "lib/http/node", what: "what Node's server does with an answer before Next's defaults", may: ["kernel"] },
  {
    folder: "lib/session",
    what: "who acts: by a session's cookie, an API key or the operator's token; what a browser may know of its session",
    may: ["kernel", "auth", "catalog/creators/find-creator", "db/client", "http/cookie", "http/node/client-address", "services"],
    packages: ["next", "react"],
  },
  {
    folder: "lib/paywall",
    what: "the 402 and what it opens, for every paid URL",
    may: [
      "kernel",
      "x402",
      "markdown",
      "catalog",
      "payments",
      "auth",
      "session",
      "http",
      "limits/limits",
      "chain/usdc",
      "db/client",
      "i18n/choose-locale",
      "i18n/locales",
      "services",
      "route",
    ],
    packages: ["next"],
    ...pure,
  },
  {
    folder: "lib/uploads",
    what: "resumable uploads by the tus protocol",
    may: ["kernel", "catalog", "http", "services", "route"],
  },
  {
    folder: "lib/feeds",
    what: "RSS, Atom and JSON Feed",
    may: ["kernel", "markdown", "catalog", "public-cache", "http", "services"],
  },
  { folder: "lib/social-picture", what: "the picture that a shared link shows", may: ["kernel", "catalog", "services"] },
  { folder: "lib/config", what: "settings: one schema, parsed once", may: ["kernel", "x402"], ...pure },
  { folder: "lib/telemetry", what: "the log and the counters", may: ["kernel", "payments/events"] },
  { folder: "lib/i18n", what: "the reader's language", may: [], packages: ["next/headers", "react"] },
];
