// Biome's rules (biome.layers.json) and the table of docs/architecture.md, written from the table of rooms.
import { posix } from "node:path";

import type { Room } from "./room";
import { rooms } from "./rooms";

const frameworks = ["next", "react", "react-dom", "wagmi", "viem", "@rainbow-me", "@tanstack", "@prisma"];

/** Every way to name a package of a list: itself, what lies below it, and a scope's packages. */
const named = (packages: string[]) => (packages.length ? [`{${packages.join(",")},}`, `{${packages.join(",")},}/**`] : []);

interface Pattern {
  group: string[];
  importNamePattern?: string;
  message: string;
}

const viemByName = (where: string): Pattern => ({
  group: ["viem", "viem/**"],
  importNamePattern: "create[A-Za-z]*Client|[*]|default",
  message: `${where} makes no viem clients; pure helpers are imported by name.`,
});

const noAdapters = (group: string[]): Pattern => ({
  group,
  importNamePattern: "create[A-Z][A-Za-z]*|[*]|default",
  message: "Only lib/services.ts builds adapters; everything else is handed them.",
});

const rule = (includes: string[], patterns: Pattern[]) => ({
  includes,
  linter: { rules: { style: { noRestrictedImports: { level: "error", options: { patterns } } } } },
});

function forbiddenPackages({ packages = [], viemByName: byName }: Room): string[] {
  const forbidden = frameworks.filter((name) => !packages.includes(name) && !(byName && name === "viem"));
  const exceptions = packages.filter((name) => name.includes("/")).map((name) => `!${name}`);
  return [...named(forbidden), ...exceptions];
}

/** Queries are their own domain's: rooms of another one ask its verbs. */
function foreignQueries({ folder, may }: Room): Pattern {
  const domain = folder.split("/")[1];
  const own = may.filter((entry) => entry.startsWith(`${domain}/`)).map((entry) => posix.relative(folder, `lib/${entry}`));
  return {
    group: ["../**/*-queries", ...own.map((path) => `!${path}/*-queries`)],
    message: `Only rooms of one domain share queries: ${folder} asks the verbs of another.`,
  };
}

function ruleOf(room: Room) {
  const { folder, may, never = [] } = room;
  const allowed = may.flatMap((entry) => {
    const path = posix.relative(folder, `lib/${entry}`);
    return [`!${path}`, `!${path}/**`];
  });
  const patterns: Pattern[] = [
    {
      group: ["@/**", "../**", ...allowed, ...never, ...forbiddenPackages(room)],
      message: may.length ? `${folder} imports only ${may.join(", ")}.` : `${folder} imports nothing of ours.`,
    },
  ];
  if (may.length) patterns.push(foreignQueries(room));
  if (room.viemByName) patterns.push(viemByName(folder));
  if (may.some((entry) => /^(db|chain|storage)/.test(entry))) {
    const up = posix.relative(folder, "lib");
    patterns.push(noAdapters([`${up}/{db,chain,storage}/**`]));
  }
  return rule([`${folder}/**`], patterns);
}

const queryFiles = rule(
  ["lib/**/*-queries.ts"],
  [
    {
      group: [
        "@/**",
        "../**",
        ...["..", "../.."].flatMap((up) => [
          `!${up}/{kernel,x402,db}/**`,
          `!${up}/chain/{facilitator,payment-log,usdc}`,
          `!${up}/*/{types,codecs}`,
        ]),
        "!../{types,codecs}",
        "!../items/codecs",
        "!../items/item-queries",
        ...named(frameworks.filter((name) => name !== "@prisma")),
      ],
      message: "Queries import kernel, x402, Prisma and types only.",
    },
    noAdapters(["../{db,chain}/**", "../../{db,chain}/**"]),
  ],
);

const browserClients: Pattern = {
  group: ["{viem,wagmi}", "{viem,wagmi,@rainbow-me}/**"],
  importNamePattern: "create[A-Za-z]*Client|createConfig|getDefaultConfig|connectorsForWallets|[*]|default",
  message: "Only lib/chain and lib/wallet make clients and configurations.",
};

/** What stands above the rooms of lib. */
const above = [
  rule(
    ["lib/*.ts"],
    [
      {
        group: [
          "@/**",
          "../**",
          "./{http,wallet,browser,api-client}/**",
          "!./http/node/asker",
          "!./http/node/exchange",
          "!./http/node/request-id",
          "./**/*-queries",
          ...named(frameworks),
        ],
        message: "services, boot and jobs put lib's rooms together: no framework, no queries, and nothing above them.",
      },
    ],
  ),
  rule(
    ["lib/route.ts"],
    [
      {
        group: ["@/**", "../**", "./{wallet,browser,api-client}/**", ...named(frameworks)],
        message: "lib/route.ts binds the framework of lib/http to services, and knows nothing above them.",
      },
    ],
  ),
  rule(
    ["components/**"],
    [
      {
        group: [
          "@/**",
          "../**/{app,lib}/**",
          "!@/components/**",
          "!@/lib/{kernel,wallet,browser,api-client,archive}/**",
          "!@/lib/catalog/limits",
          "!@/lib/i18n/{locales,locale-context,use-text}",
          "!@/lib/markdown/{words,dialect,pictures}",
          "!@/lib/social-picture/{svg,perforated-path}",
          "!@/lib/x402/{client,networks,price}",
          "!@/lib/x402/exact/authorization",
          "!@/lib/x402/receipts/{chain-reader,digest,receipt-*,server-facts,verify-receipt}",
          "!@/lib/**/{types,codecs}",
        ],
        message: "Components get props: they import components, what runs in browsers, types and codecs only.",
      },
      {
        group: ["{next,server-only}", "{next,@prisma}/**", "!next/{link,form,image,dynamic,navigation}"],
        message: "Components use the client side of the router only.",
      },
      browserClients,
    ],
  ),
  rule(
    ["app/**"],
    [
      {
        group: [
          "@/lib/{config,db,chain}/**",
          "!@/lib/chain/{codecs,routes}",
          "@/lib/storage/{local-store,s3-store}",
          "@/lib/boot",
          "@/lib/**/*-queries",
          "../**/lib/**",
          "@prisma/**",
        ],
        message: "Routes and pages ask services and verbs; they reach for no setting, adapter or query themselves.",
      },
      browserClients,
    ],
  ),
  rule(
    ["scripts/**", "prisma/seed/**"],
    [
      {
        group: ["@/**", "../**/{app,components}/**", "../**/lib/wallet/**", "../**/lib/**/*-queries", "next", "next/**"],
        message: "Scripts import lib by relative path, and neither pages nor components nor queries.",
      },
    ],
  ),
];

/** biome.layers.json. When two overrides match one file, the later replaces the earlier: deeper folders stand after their parents. */
export function layerRules(): string {
  const overrides = [...rooms.map(ruleOf), queryFiles, ...above];
  return `${JSON.stringify({ $schema: "./node_modules/@biomejs/biome/configuration_schema.json", overrides }, null, 2)}\n`;
}

const list = (entries: string[]) => entries.map((entry) => `\`${entry}\``).join(", ");

/** The table of docs/architecture.md. */
function layerTable(): string {
  const rows = rooms.map(
    ({ folder, what, may }) => `| \`${folder.slice("lib/".length)}\` | ${what} | ${may.length ? list(may) : "nothing of ours"} |`,
  );
  return ["| Room | What it is | May import |", "|---|---|---|", ...rows].join("\n");
}

const START = "<!-- rooms: written by npm run layers -->";
const END = "<!-- end of rooms -->";

/** The text with the table between its two marks replaced. Throws where the marks are missing. */
export function withLayerTable(markdown: string): string {
  const [start, end] = [markdown.indexOf(START), markdown.indexOf(END)];
  if (start < 0 || end < start) throw new Error("docs/architecture.md has lost the marks around its table of rooms.");
  return `${markdown.slice(0, start)}${START}\n\n${layerTable()}\n\n${markdown.slice(end)}`;
}
