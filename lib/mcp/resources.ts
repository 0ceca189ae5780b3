// Free parts as resources: the newest are listed, and any that is for sale can be read.
import { type McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
import { ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import { listNewest } from "../catalog/market/list-market";
import { Refusal } from "../kernel/errors";
import { toDecimal } from "../kernel/money";
import { itemParams } from "../kernel/params";
import { services } from "../services";
import { getPreview, previewUri } from "./describe-item";

const LISTED = 50;
const NOT_FOUND = -32_002;
const mimeType = "text/markdown";

async function list() {
  const items = await listNewest(services(), LISTED);
  return {
    resources: items.map(({ id, title, dek, amount, creator }) => ({
      uri: previewUri(id),
      name: `${title} · ${creator.displayName}`,
      description: `The free part. The whole costs $${toDecimal(amount)}. ${dek}`.trim(),
      mimeType,
    })),
  };
}

async function readPreview(itemId: string): Promise<string> {
  const asked = itemParams.safeParse({ itemId });
  if (!asked.success) throw new McpError(ErrorCode.InvalidParams, "This is not the id of an item.");
  try {
    const { title, preview } = await getPreview(itemId);
    return `# ${title}\n\n${preview}`;
  } catch (error) {
    if (error instanceof Refusal) throw new McpError(NOT_FOUND, error.message);
    services().log.failure("reading a resource", error);
    throw new McpError(ErrorCode.InternalError, "Something went wrong on our side. Try again.");
  }
}

export function addResources(server: McpServer): void {
  const template = new ResourceTemplate(previewUri("{itemId}"), { list });
  const about = { title: "The free part of a piece", description: "What everybody may read before paying.", mimeType };
  server.registerResource("preview", template, about, async (uri, { itemId }) => ({
    contents: [{ uri: uri.href, mimeType, text: await readPreview(String(itemId)) }],
  }));
}
