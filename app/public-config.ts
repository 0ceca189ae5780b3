import type { PublicConfig, PublicRail } from "@/lib/browser/public-config";
import { type ServedRail, services } from "@/lib/services";

/** What the browser may know of this server's settings. */
export function publicConfig(): PublicConfig {
  const { env, rails } = services();
  const [first, ...others] = rails;
  // Our own nodes' addresses may hold keys: only those of local chains are told by themselves.
  const nodes = new Map([[env.NETWORK, env.RPC_URL], ...env.RAILS.map(({ name, rpcUrl }) => [name, rpcUrl] as const)]);
  const toPublic = ({ name }: ServedRail): PublicRail => ({
    name,
    rpcUrl: name.startsWith("local") ? (nodes.get(name) ?? null) : null,
  });
  const own = toPublic(first);
  // Prices are shown in the first one's token: nobody who was shown dollars pays in another.
  const alike = others.filter(({ network }) => network.symbol === first.network.symbol);
  return {
    rails: [{ ...own, rpcUrl: env.PUBLIC_RPC_URL ?? own.rpcUrl }, ...alike.map(toPublic)],
    walletConnectProjectId: env.WALLETCONNECT_PROJECT_ID ?? null,
    demo: env.NETWORK === "local",
  };
}
