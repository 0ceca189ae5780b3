import { services } from "@/lib/services";
import type { PublicConfig } from "@/lib/wallet/public-config";

/** What the browser may know of this server's settings. */
export function publicConfig(): PublicConfig {
  const { env } = services();
  return {
    network: env.NETWORK,
    rpcUrl: env.PUBLIC_RPC_URL ?? env.RPC_URL,
    walletConnectProjectId: env.WALLETCONNECT_PROJECT_ID ?? null,
    demo: env.NETWORK === "local",
  };
}
