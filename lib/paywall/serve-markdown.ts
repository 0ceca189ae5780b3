// A piece as Markdown, behind its page's address with `.md` or for whoever accepts Markdown: a paid URL like its content's, whose 402 shows
// the free part and how to pay, with the challenges in the head.
import { lengthHeader } from "../http/node/known-length";
import { listFiles, type OpenedContent, type VersionAsked } from "../payments/library/open-content";
import { findCachedItem, findCachedOrRemoved } from "../public-cache/cached-item";
import { services } from "../services";
import type { Respond } from "./answers";
import { freePart, wholeText } from "./markdown-text";
import { showsProof } from "./one-address";
import { servePaid } from "./serve-paid";
import { picturesOf } from "./serve-picture";

const MARKDOWN = { "Content-Type": "text/markdown; charset=utf-8", Vary: "Accept, Cookie" };

/** To owners also what is sold no more. */
async function wholeOf(opened: OpenedContent): Promise<{ text: string; headers: Record<string, string> }> {
  const found = await findCachedOrRemoved(services(), { itemId: opened.itemId });
  const item = found && "item" in found ? found.item : undefined;
  const { access, headers } = picturesOf(opened);
  const { db, origin } = services();
  const files = opened.kind === "file" ? await listFiles({ db }, opened.versionId) : [];
  return { text: wholeText(item, opened, { origin, access, files }), headers };
}

const respondWithWhole: Respond = async (opened, common) => {
  const { text, headers } = await wholeOf(opened);
  return new Response(text, { headers: { ...common, ...headers, ...MARKDOWN } });
};

/** Why, as the body of a 402 says, where something was shown and refused. */
async function reasonOf(request: Request, challenge: Response): Promise<string | null> {
  if (!showsProof((name) => request.headers.get(name))) return null;
  const { error } = (await challenge.json()) as { error?: unknown };
  return typeof error === "string" ? error : null;
}

export async function serveMarkdown(request: Request, itemId: string, version: VersionAsked): Promise<Response> {
  const answer = await servePaid(request, { itemId, version }, respondWithWhole);
  if (answer.status !== 402) return answer;
  const found = await findCachedItem(services(), { itemId });
  if (!found) return answer;
  const challenge = { reason: await reasonOf(request, answer), hasMpp: answer.headers.has("www-authenticate") };
  const text = freePart(found.item, services().origin, challenge);
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries({ ...MARKDOWN, ...lengthHeader(Buffer.byteLength(text)) })) headers.set(name, value);
  return new Response(text, { status: 402, headers });
}
