// Catalogues ask a paid URL as the description writes it, with nothing in its places, and take it for payable if it answers 402. There it
// stands for a piece that is for sale: the cheapest one.
import type { RouteHandler } from "@/lib/http/create-routes";
import { findCachedItem } from "@/lib/public-cache/cached-item";
import { openCachedMarket } from "@/lib/public-cache/cached-market";
import { services } from "@/lib/services";

type Params = Record<string, string | string[] | undefined>;

const isOpen = ([name, value]: [string, unknown]) => value === `{${name}}` || value === `%7B${name}%7D`;

async function example(kind: "article" | "file"): Promise<Params> {
  const deps = services();
  const [item] = (await openCachedMarket(deps, { sort: "cheapest", kind })).rows;
  if (!item) return {};
  const [file] = kind === "file" ? ((await findCachedItem(deps, { itemId: item.id }))?.item.files ?? []) : [];
  return { itemId: item.id, handle: item.creator.handle, slug: item.slug, fileId: file?.id };
}

/** The route, which also answers at its template. */
export function alsoAtItsTemplate(kind: "article" | "file", handler: RouteHandler): RouteHandler {
  const route: typeof handler = Object.assign(
    async (request: Request, { params }: Parameters<RouteHandler>[1]) => {
      const given = await params;
      const isTemplate = Object.entries(given).every(isOpen);
      return handler(request, { params: Promise.resolve(isTemplate ? { ...given, ...(await example(kind)) } : given) });
    },
    { spec: handler.spec },
  );
  return route;
}
