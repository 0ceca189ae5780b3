// Scripts of a page that is kept. A nonce is for one answer; whoever reads the kept page would know it. So the scripts that carried
// the nonce of the request for which the page was made are named by their hashes instead. What slipped in beside them had no nonce, and
// gets no hash; nor does what only looks like a script, as the words of an attribute may.
import { createHash } from "node:crypto";

const NONCE = /'nonce-([^']+)'/;

/** The inline scripts that carry it. */
function scriptsOf(html: string, nonce: string): string[] {
  const escaped = nonce.replace(/\W/g, "\\$&");
  const tag = new RegExp(`<script(?: [^<>]*)? nonce="${escaped}"[^<>]*>([\\s\\S]*?)</script>`, "g");
  return [...html.matchAll(tag)].filter(([whole]) => !/^[^>]*\ssrc=/.test(whole)).map(([, script = ""]) => script);
}

export interface HashedPage {
  html: string;
  policy: string;
}

/** `policy` is the one under which the page was made; `assets` an address below which only scripts of our own lie. */
export function withHashes(html: string, policy: string, assets: string): HashedPage {
  const nonce = NONCE.exec(policy)?.[1];
  if (!nonce) return { html, policy };
  const clean = (text: string) => text.replaceAll(` nonce="${nonce}"`, "").replaceAll(nonce, "");
  const hashes = scriptsOf(html, nonce).map(
    (script) => `'sha256-${createHash("sha256").update(clean(script)).digest("base64")}'`,
  );
  const sources = [...new Set(hashes), assets].join(" ");
  return { html: clean(html), policy: policy.replace(`'nonce-${nonce}' 'strict-dynamic'`, () => sources) };
}
