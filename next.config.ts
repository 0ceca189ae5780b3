// Next's settings: the headers of every answer, and the one alias our wallet libraries need.
import type { NextConfig } from "next";

const development = process.env.NODE_ENV === "development";

// The browser talks to us, to the chain's public RPC (any https origin an operator names, or this machine) and,
// when a WalletConnect project is configured, to its relay. Next's own inline scripts are the reason for 'unsafe-inline'.
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: https:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self' https: wss: http://localhost:* http://127.0.0.1:* ws://localhost:* ws://127.0.0.1:*",
  "frame-src https://verify.walletconnect.com https://verify.walletconnect.org",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join("; ");

const securityHeaders = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), browsing-topics=()" },
];

const emptyModule = "./lib/wallet/empty-module.ts";

const config: NextConfig = {
  poweredByHeader: false,
  // The page of components, /design, is for those who work on them.
  pageExtensions: development ? ["dev.tsx", "tsx", "ts"] : ["tsx", "ts"],
  // Nothing asks for it, and anybody could: it resizes for whoever comes and keeps the results on the disk.
  images: { unoptimized: true },
  // Reads its fonts and tables from its own folder.
  serverExternalPackages: ["fontkit", "tiny-secp256k1", "workerpool"],
  turbopack: {
    root: import.meta.dirname,
    // Optional dependencies of a wallet connector that is never used; without this the bundler stops at them.
    resolveAlias: { "@x402/svm": emptyModule, "@x402/svm/exact/client": emptyModule },
  },
  // Route handlers set their own: what they answer is no page, and these would replace the stricter policy of files.
  headers: async () => [{ source: "/((?!_next/static/|api/).*)", headers: securityHeaders }],
};

export default config;
