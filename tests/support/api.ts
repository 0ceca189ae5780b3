// Pennypost's public API as a script uses it: sign in with a wallet, publish, read.
import type { LocalAccount } from "viem";
import { createSiweMessage } from "viem/siwe";
import { networks } from "../../lib/x402/networks";

interface Signer {
  account: LocalAccount;
}

/** One wallet with its session at one market. */
export interface Visitor {
  /** Value of the Cookie header. */
  cookie: string;
  /** Calls the API in this session; throws what a refusal says. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Sends bytes as they are. */
  send(method: string, path: string, body: BodyInit, mediaType: string): Promise<Response>;
}

export interface Creator extends Visitor {
  /** Publishes an article; returns its id. `price` in decimal USDC. */
  sellArticle(article: { price: string; content: string; title?: string }): Promise<string>;
  /** Publishes a file item; returns its id and those of its files. */
  sellFiles(item: {
    price: string;
    files: { name: string; body: RequestInit["body"] }[];
  }): Promise<{ itemId: string; fileIds: string[] }>;
}

async function refusalOf(response: Response): Promise<Error> {
  return new Error(`${response.status} ${new URL(response.url).pathname}: ${(await response.text()).slice(0, 500)}`);
}

/** Signs in (EIP-4361). `from` is the address that a proxy would tell: limits are per caller. */
export async function signIn(origin: string, { account }: Signer, from?: string): Promise<Visitor> {
  const call = async <T>(
    method: string,
    path: string,
    body?: unknown,
    cookie = "",
  ): Promise<{ answer: T; response: Response }> => {
    const headers = {
      cookie,
      ...(from ? { "X-Forwarded-For": from } : {}),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    };
    const response = await fetch(origin + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await refusalOf(response);
    return { answer: response.status === 204 ? (undefined as T) : await response.json(), response };
  };
  const { nonce } = (await call<{ nonce: string }>("POST", "/api/session/nonce")).answer;
  const { host } = new URL(origin);
  const message = createSiweMessage({
    address: account.address,
    nonce,
    domain: host,
    uri: origin,
    chainId: networks.local.chainId,
    version: "1",
    issuedAt: new Date(),
  });
  const signature = await account.signMessage({ message });
  const { response } = await call("POST", "/api/session", { message, signature });
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  return {
    cookie,
    call: async (method, path, body) => (await call<never>(method, path, body, cookie)).answer,
    get: (path, headers) => fetch(origin + path, { headers: { cookie, ...headers } }),
    send: (method, path, body, type) => fetch(origin + path, { method, headers: { cookie, "Content-Type": type }, body }),
  };
}

/** Signs in and takes the handle. */
export async function openShop(origin: string, account: Signer, handle: string): Promise<Creator> {
  const visitor = await signIn(origin, account);
  await visitor.call("PUT", "/api/creators/me", { handle, displayName: handle });
  const create = (item: object) => visitor.call<{ id: string }>("POST", "/api/items", item);
  const publish = (itemId: string) => visitor.call("POST", `/api/items/${itemId}/publish`, {});
  return {
    ...visitor,
    async sellArticle({ price, content, title = "A piece" }) {
      const { id } = await create({ kind: "article", title, price, preview: "The free part.", content });
      await publish(id);
      return id;
    },
    async sellFiles({ price, files }) {
      const { id } = await create({ kind: "file", title: "Some files", price, preview: "The free part." });
      const fileIds: string[] = [];
      for (const { name, body } of files) {
        const url = `${origin}/api/items/${id}/files?name=${encodeURIComponent(name)}`;
        const headers = { cookie: visitor.cookie, "Content-Type": "application/octet-stream" };
        const response = await fetch(url, { method: "POST", headers, body: body ?? null, duplex: "half" } as RequestInit);
        if (!response.ok) throw await refusalOf(response);
        fileIds.push(((await response.json()) as { id: string }).id);
      }
      await publish(id);
      return { itemId: id, fileIds };
    },
  };
}
