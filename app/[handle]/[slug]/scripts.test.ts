import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { withHashes } from "@/lib/http/node/script-hashes";
import { renderMarkdown } from "@/lib/markdown/render";

const nonce = "a+b/c==";
const policy = `script-src 'nonce-${nonce}' 'strict-dynamic' 'sha256-theme'`;
const script = (text: string, attributes = "") => `<script${attributes} nonce="${nonce}">${text}</script>`;
const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

it.each([
  "![the <script> tag](https://sea.example/a.png)",
  '[a link](https://sea.example "words on <script>")',
  "![the <script tag](https://sea.example/a.png)",
  '![sea](https://sea.example/a.png "<script>x</script>")',
  "![the &lt;script&gt; tag](https://sea.example/a.png)",
])("a kept page that shows %s runs all of its own scripts and no other", async (markdown) => {
  const written = await renderMarkdown(markdown);
  const html = [
    script("first()", ' id="a"'),
    written,
    script("second()"),
    "<script>theirs()</script>",
    script("", ' src="/_next/a.js" async=""'),
  ].join("");
  const page = withHashes(html, policy, "pennypost.example/_next/static/");
  expect(page.policy).toBe(`script-src ${hash("first()")} ${hash("second()")} pennypost.example/_next/static/ 'sha256-theme'`);
  expect(page.html).not.toContain(nonce);
  expect(page.html).toContain("<script>second()</script>");
});
