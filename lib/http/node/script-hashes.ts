// Scripts of a page that is kept. A nonce is for one answer; whoever reads the kept page would know it. So the scripts that carried
// the nonce of the request for which the page was made are named by their hashes instead. What slipped in beside them had no nonce, and
// gets no hash.
import { createHash } from "node:crypto";

const NONCE = /'nonce-([^']+)'/;
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g;

export interface HashedPage {
  html: string;
  policy: string;
}

/** `policy` is the one under which the page was made; `assets` an address below which only scripts of our own lie. */
export function withHashes(html: string, policy: string, assets: string): HashedPage {
  const nonce = NONCE.exec(policy)?.[1];
  if (!nonce) return { html, policy };
  const clean = (text: string) => text.replaceAll(` nonce="${nonce}"`, "").replaceAll(nonce, "");
  const inline = [...html.matchAll(SCRIPT)].filter(([, attributes = ""]) => {
    return attributes.includes(` nonce="${nonce}"`) && !/\ssrc=/.test(attributes);
  });
  const hashes = inline.map(([, , script = ""]) => `'sha256-${createHash("sha256").update(clean(script)).digest("base64")}'`);
  const sources = [...new Set(hashes), assets].join(" ");
  return { html: clean(html), policy: policy.replace(`'nonce-${nonce}' 'strict-dynamic'`, () => sources) };
}
