import type { PublicConfig } from "@/lib/browser/public-config";
import { services } from "@/lib/services";

/** What the browser may know of this server's settings. */
export function publicConfig(): PublicConfig {
  const { env } = services();
  return {
    network: env.NETWORK,
    // Our own node's address may hold a key: only the local chain's is told by itself.
    rpcUrl: env.PUBLIC_RPC_URL ?? (env.NETWORK === "local" ? env.RPC_URL : null),
    walletConnectProjectId: env.WALLETCONNECT_PROJECT_ID ?? null,
    demo: env.NETWORK === "local",
  };
}
