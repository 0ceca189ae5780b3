import type { Metadata } from "next";
import { DocPage } from "@/components/docs/doc-page";
import { listMarket } from "@/lib/catalog/list-market";
import { renderMarkdown } from "@/lib/catalog/markdown";
import { services } from "@/lib/services";
import { agentGuide } from "./guide";

export const metadata: Metadata = {
  title: "How a script buys",
  description: "Any x402 client pays the same address as a reader does: 402, one signature, 200.",
  alternates: { canonical: "/docs/agents" },
};

export default async function AgentsPage() {
  const { origin, network, env } = services();
  const cheapest = (await listMarket(services(), { sort: "cheapest", kind: "article" })).rows[0];
  const guide = agentGuide({ origin, network, faucet: env.NETWORK === "local", itemId: cheapest?.id ?? "item_…" });
  return (
    <DocPage title="How a script buys">
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, sanitised by renderMarkdown */}
      <div className="reading" dangerouslySetInnerHTML={{ __html: await renderMarkdown(guide) }} />
    </DocPage>
  );
}
