import type { Metadata } from "next";
import { DocPage } from "@/components/docs/doc-page";
import { renderMarkdown } from "@/lib/markdown/render";
import { agentGuide } from "./guide";
import { readFacts } from "./read-facts";

export const metadata: Metadata = {
  title: "How a script buys",
  description: "Any x402 client pays the same address as a reader does: 402, one signature, 200.",
  alternates: { canonical: "/docs/agents" },
};

export default async function AgentsPage() {
  const guide = agentGuide(await readFacts());
  return (
    <DocPage title="How a script buys">
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, sanitised by renderMarkdown */}
      <div className="reading" dangerouslySetInnerHTML={{ __html: await renderMarkdown(guide) }} />
    </DocPage>
  );
}
