import { type PublicConfig, publicConfigId } from "@/lib/browser/public-config";

/** Carries the public config in the page, for whatever loads a wallet later. A data block: nothing executes. */
export function WalletConfig({ config }: { config: PublicConfig }) {
  const json = JSON.stringify(config).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own settings as JSON; a "<" cannot leave the element
  return <script id={publicConfigId} type="application/json" dangerouslySetInnerHTML={{ __html: json }} />;
}
