// Next's settings. Headers are set as answers leave (lib/http/node/answer-headers.ts).
import type { NextConfig } from "next";

const development = process.env.NODE_ENV === "development";

const emptyModule = "./lib/wallet/empty-module.ts";

const config: NextConfig = {
  poweredByHeader: false,
  // Of the same sources the same: browsers load a page anew that comes from another build, and servers may have been built one by one.
  generateBuildId: () => process.env.BUILD_ID ?? null,
  // Also as a folder that is all a server needs (scripts/local/release.ts makes the rest of it).
  output: "standalone",
  // The page of components, /design, is for those who work on them.
  pageExtensions: development ? ["dev.tsx", "tsx", "ts"] : ["tsx", "ts"],
  // Nothing asks for it, and anybody could: it resizes for whoever comes and keeps the results on the disk.
  images: { unoptimized: true },
  // Of everybody: the head of a page is whole before anything is sent.
  htmlLimitedBots: /./,
  // Reads its fonts and tables from its own folder.
  serverExternalPackages: ["fontkit", "tiny-secp256k1", "workerpool"],
  turbopack: {
    root: import.meta.dirname,
    // Optional dependencies of a wallet connector that is never used; without this the bundler stops at them.
    resolveAlias: { "@x402/svm": emptyModule, "@x402/svm/exact/client": emptyModule },
  },
};

export default config;
