// Two tenants: whatever route there is, another creator, her API key and an anonymous caller get nothing of what is Ada's alone,
// and change nothing of it. The calls are made from the list of routes: a new route, parameter or body must be accounted for here.
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { routes } from "@/app/openapi.json/routes";
import type { RouteHandler } from "@/lib/http/create-routes";
import { newId } from "@/lib/kernel/ids";
import type { RouteSpec } from "@/lib/kernel/route-spec";
import type { SignedReceipt } from "@/lib/x402/receipts/receipt-form";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { signFor, toBase64 } from "../conformance/payer";
import { type Creator, openShop, signIn } from "../support/api";
import { noteFigures } from "../support/figures";
import { type Market, startMarket } from "../support/market";
import { csv } from "../support/media";
import { keepPicture } from "../support/pictures";
import { PUBLIC } from "./public-routes";

interface Endpoint {
  method: string;
  path: string;
  spec: RouteSpec;
}

const endpoints: Endpoint[] = Object.entries(routes).flatMap(([path, module]) =>
  ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
    .filter((method) => module[method])
    .map((method) => ({ method, path, spec: (module[method] as RouteHandler).spec })),
);
const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`;

const REFUSED = [401, 403, 404];
const word = (what: string) => `quokka-${what}-${randomBytes(4).toString("hex")}`;

let market: Market;
let ada: Creator;
let bea: Creator;
let beasKey: string;
/** Values of path parameters that name something of Ada's. */
let params: Record<string, string[]>;
/** What nobody else may read. */
let secrets: string[];
let hiddenItem: string;

const [adaAccount, beaAccount, carlAccount] = accounts.creators as [LocalAccount, LocalAccount, LocalAccount];
const buyer = accounts.readers[0] as LocalAccount;

/** Valid bodies, so that a refusal is about who asks. */
const bodies: Record<string, () => unknown> = {
  "POST /api/items": () => ({ kind: "article", title: "Of one's own", price: "0.10", preview: "Free.", content: "Paid." }),
  "PATCH /api/items/{itemId}": () => ({ title: "Taken over", content: "Taken over." }),
  "POST /api/items/{itemId}/publish": () => ({}),
  "PUT /api/items/{itemId}/schedule": () => ({ at: new Date(Date.now() + 3_600_000).toISOString() }),
  "PUT /api/library/{itemId}/place": () => ({ fraction: 0.5 }),
  "PUT /api/featured": () => ({ itemIds: [] }),
  "POST /api/items/{itemId}/reports": () => ({ reason: "other" }),
  "PUT /api/operator/blocklist/{address}": () => ({}),
  "POST /api/operator/reports/{reportId}/dismiss": () => ({}),
  "POST /api/operator/items/{itemId}/reports/dismiss": () => ({}),
  "PUT /api/operator/items/{itemId}/hidden": () => ({ reason: "other" }),
  "PUT /api/operator/creators/{creatorId}/suspension": () => ({ reason: "other" }),
  "PUT /api/items/{itemId}/files": () => ({ fileIds: [] }),
  "PATCH /api/items/{itemId}/files/{fileId}": () => ({ name: "taken over.txt" }),
  "PUT /api/creators/me": () => ({ handle: `other-${randomBytes(3).toString("hex")}`, displayName: "Another" }),
  "POST /api/creators/me/payout": () => ({ payTo: `0x${randomBytes(20).toString("hex")}` }),
  "POST /api/creators/me/payout/{changeId}": () => ({ signer: adaAccount.address, signature: "0x00" }),
  "PATCH /api/items/{itemId}/files/{fileId}/preview": () => ({ isShown: false }),
  "POST /api/items/{itemId}/events": () => ({ event: "viewed" }),
  "POST /api/keys": () => ({ name: "A key", scopes: ["items"], days: 1 }),
  "POST /api/session": () => ({ message: "not a message", signature: "0x00" }),
  "DELETE /api/account": () => ({ wallet: erased.address }),
};
/** Whose account is erased by whoever is signed in as it. */
let erased = beaAccount;
const queries: Record<string, string> = {
  "POST /api/items/{itemId}/files": "?name=intruder.txt",
  "GET /api/suggestions": "?search=quokka",
};

async function buy(itemId: string, account: LocalAccount): Promise<string> {
  const url = `${market.origin}/api/items/${itemId}/content`;
  const answer = await fetch(url, { headers: { "X-PAYMENT": toBase64((await signFor(url, account)).v1) } });
  const receipt = answer.headers.get("pennypost-receipt");
  if (answer.status !== 200 || !receipt) throw new Error(`not bought: ${answer.status}`);
  return receipt;
}

/** The address of a preview of a file that is not published. */
async function previewOfDraft(secret: string): Promise<string> {
  const { id } = await ada.call<{ id: string }>("POST", "/api/items", { kind: "file", title: "A draft", price: "0.10" });
  const url = `${market.origin}/api/items/${id}/files?name=table.csv`;
  const headers = { cookie: ada.cookie, "Content-Type": "application/octet-stream" };
  await fetch(url, { method: "POST", headers, body: csv(500, secret) });
  const read = () => ada.call<{ rows: { parts: { sha256: string }[] }[] }>("GET", `/api/items/${id}/draft/previews`);
  const find = async () => {
    const sha256 = (await read()).rows[0]?.parts[0]?.sha256;
    if (!sha256) throw new Error("the preview is not made yet");
    return sha256;
  };
  return vi.waitFor(find, { timeout: 60_000, interval: 200 });
}

beforeAll(async () => {
  market = await startMarket();
  ada = await openShop(market.origin, adaAccount, "ada");
  bea = await openShop(market.origin, beaAccount, "bea");
  const carl = await openShop(market.origin, carlAccount, "carl");
  const text = {
    paid: word("paid"),
    draft: word("draft"),
    hidden: word("hidden"),
    file: word("file"),
    upload: word("upload"),
    key: word("key"),
    preview: word("preview"),
  };

  const article = await ada.sellArticle({ price: "0.10", content: text.paid });
  const paidPicture = await keepPicture(ada, article, "#123456");
  await ada.call("PATCH", `/api/items/${article}`, { content: `${text.paid} ![A chart](${paidPicture.source})` });
  await ada.call("POST", `/api/items/${article}/publish`, {});
  const sale = await buy(article, buyer);
  await ada.call("PATCH", `/api/items/${article}`, {
    title: text.draft,
    content: `${text.paid} ${text.draft} ![A chart](${paidPicture.source})`,
  });
  const files = await ada.sellFiles({ price: "0.10", files: [{ name: "song.txt", body: text.file }] });
  const started = await fetch(`${market.origin}/api/items/${files.itemId}/uploads`, {
    method: "POST",
    headers: {
      cookie: ada.cookie,
      "Tus-Resumable": "1.0.0",
      "Upload-Length": "100",
      "Upload-Metadata": `filename ${Buffer.from(`${text.upload}.txt`).toString("base64")}`,
    },
  });
  const draft = { kind: "article", title: text.hidden, price: "0.10", preview: text.hidden, content: text.hidden };
  const hidden = await ada.call<{ id: string; slug: string }>("POST", "/api/items", draft);
  const hiddenPicture = await keepPicture(ada, hidden.id, "#654321");
  const { slug } = await ada.call<{ slug: string }>("GET", `/api/items/${article}/draft`);
  const hiddenPreview = await previewOfDraft(text.preview);
  const bought = await buy(await carl.sellArticle({ price: "0.10", content: "Carl's." }), adaAccount);
  const key = { name: text.key, scopes: ["items", "earnings", "library", "export"], days: 1 };
  const adasKey = await ada.call<{ id: string; token: string }>("POST", "/api/keys", key);
  beasKey = (await bea.call<{ token: string }>("POST", "/api/keys", { ...key, name: "Bea's" })).token;
  const payTo = `0x${randomBytes(20).toString("hex")}`;
  const change = await ada.call<{ id: string }>("POST", "/api/creators/me/payout", { payTo });
  const { receipt } = await ada.call<SignedReceipt>("GET", `/api/receipts/${sale}`);

  // Signed in once more, elsewhere.
  await signIn(market.origin, adaAccount);
  const sessions = await ada.call<{ rows: { id: string; isCurrent: boolean }[] }>("GET", "/api/sessions");
  const otherSession = sessions.rows.find(({ isCurrent }) => !isCurrent)?.id ?? "none";

  hiddenItem = hidden.id;
  params = {
    itemId: [article, files.itemId, hidden.id],
    fileId: files.fileIds,
    uploadId: [started.headers.get("location")?.split("/").at(-1) ?? "none"],
    handle: ["ada"],
    creatorId: [(await ada.call<{ id: string }>("GET", "/api/creators/me")).id],
    slug: [slug, hidden.slug],
    purchaseId: [sale, bought],
    address: [adaAccount.address],
    changeId: [change.id],
    pictureId: [newId("pic")],
    width: ["480"],
    keyId: [adasKey.id],
    number: ["1"],
    discrepancyId: [newId("dis")],
    reportId: [newId("rep")],
    sha256: [hiddenPreview, paidPicture.sha256, hiddenPicture.sha256],
    sessionId: [otherSession],
  };
  secrets = [
    ...Object.values(text),
    sale,
    bought,
    adasKey.id,
    adasKey.token,
    hidden.id,
    buyer.address,
    receipt.transaction,
    paidPicture.sha256,
    hiddenPicture.sha256,
  ];
}, 180_000);
afterAll(() => market?.stop());

/** Every way to fill in a path. */
function addresses(path: string): { url: string; used: string[] }[] {
  return [...path.matchAll(/\{(\w+)\}/g)].reduce<{ url: string; used: string[] }[]>(
    (made, [place, name = ""]) => {
      const values = params[name];
      if (!values) throw new Error(`${path}: which of Ada's things does {${name}} name? Add it to params.`);
      return made.flatMap(({ url, used }) => values.map((value) => ({ url: url.replace(place, value), used: [...used, value] })));
    },
    [{ url: path, used: [] }],
  );
}

interface Answer {
  status: number;
  /** Headers as well, and what they hold in base64. */
  text: string;
}

/** What a tus client sends: a request without these ends before anybody asks whose upload it is. */
function tusHeaders({ path, method }: Endpoint): Record<string, string> {
  if (!path.endsWith("/uploads/{uploadId}")) return {};
  const piece = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0" };
  return { "Tus-Resumable": "1.0.0", ...(method === "PATCH" ? piece : {}) };
}

async function call(endpoint: Endpoint, url: string, headers: Record<string, string>): Promise<Answer> {
  const name = nameOf(endpoint);
  const { body, rawBody } = endpoint.spec;
  const sent = rawBody ? "intruding bytes" : body && bodies[name]?.();
  if (body && sent === undefined) throw new Error(`${name}: add a valid body to bodies.`);
  const response = await fetch(market.origin + url + (queries[name] ?? ""), {
    method: endpoint.method,
    headers: { ...headers, ...(body ? { "Content-Type": "application/json" } : {}), ...tusHeaders(endpoint) },
    ...(sent === undefined ? {} : { body: rawBody ? String(sent) : JSON.stringify(sent) }),
  });
  const values = [...response.headers.values()];
  const decoded = values.map((value) => Buffer.from(value, "base64").toString("latin1"));
  return { status: response.status, text: [...values, ...decoded, await response.text()].join("\n").toLowerCase() };
}

/** These come last: they end the session that the others need. */
const ENDS = ["DELETE /api/account", "DELETE /api/sessions", "DELETE /api/session"];
const placeOf = (endpoint: Endpoint) => ENDS.indexOf(nameOf(endpoint));
const inOrder = [...endpoints].sort((one, other) => placeOf(one) - placeOf(other));

/** What is wrong with an answer to somebody who is not Ada. */
function faultOf(endpoint: Endpoint, { status, text }: Answer, used: string[], isSignedIn: boolean): string | null {
  const told = secrets.filter((secret) => !used.includes(secret) && text.includes(secret.toLowerCase()));
  if (told.length) return `tells ${told.join(", ")}`;
  if (status >= 500) return `${status}`;
  if (PUBLIC.has(nameOf(endpoint))) return null;
  const isOwn = isSignedIn && used.length === 0 && endpoint.spec.auth === "session";
  // What is sent as a picture is none.
  if (isOwn) return status < 300 || status === 415 || REFUSED.includes(status) ? null : `${status} of one's own`;
  return REFUSED.includes(status) ? null : `${status}`;
}

async function faultsFor(headers: Record<string, string>): Promise<{ faults: string[]; asked: number }> {
  const faults: string[] = [];
  let asked = 0;
  for (const endpoint of inOrder) {
    for (const { url, used } of addresses(endpoint.path)) {
      const answer = await call(endpoint, url, headers);
      const fault = faultOf(endpoint, answer, used, Object.keys(headers).length > 0);
      if (fault) faults.push(`${endpoint.method} ${url}: ${fault}`);
      asked++;
    }
  }
  return { faults, asked };
}

/** Everything that is Ada's, as she reads it. */
async function adasThings(): Promise<unknown[]> {
  const reads = [
    ...(params.itemId ?? []).flatMap((id) => [
      `/api/items/${id}/draft`,
      `/api/items/${id}/versions`,
      `/api/items/${id}/uploads`,
      `/api/items/${id}/pictures`,
    ]),
    ...(params.purchaseId ?? []).map((id) => `/api/receipts/${id}`),
    ...["/api/creators/me", "/api/library", "/api/earnings", "/api/earnings/sales", "/api/keys"],
  ];
  return Promise.all(reads.map((path) => ada.call("GET", path)));
}

describe("every route", () => {
  it("is known to be for everybody, or is guarded", () => {
    const unguarded = endpoints.filter(({ spec }) => spec.auth === "none" || spec.auth === "optional").map(nameOf);
    // A preview is as public as its item, a picture as the text that shows it, and a receipt opens for a browser's session without a wallet as well: they guard themselves.
    const pictures = ["GET /api/items/{itemId}/pictures/{sha256}", "HEAD /api/items/{itemId}/pictures/{sha256}"];
    const itself = [...pictures, "GET /api/previews/{sha256}", "HEAD /api/previews/{sha256}", "GET /api/receipts/{purchaseId}"];
    expect(unguarded.filter((name) => !PUBLIC.has(name))).toEqual(itself);
    expect([...PUBLIC].filter((name) => !unguarded.includes(name))).toEqual([]);
    expect(endpoints.length).toBeGreaterThan(30);
  });

  it("called with what is Ada's by nobody, by Bea and by Bea's API key, tells nothing of hers and changes nothing", async () => {
    const before = await adasThings();
    const callers = {
      nobody: {},
      key: { Authorization: `Bearer ${beasKey}` },
      session: { cookie: bea.cookie },
    } satisfies Record<string, Record<string, string>>;
    for (const [who, headers] of Object.entries(callers)) {
      const { faults, asked } = await faultsFor(headers);
      noteFigures("R11", { calls: asked, crossings: faults.length });
      expect(faults, who).toEqual([]);
      expect(asked).toBeGreaterThan(endpoints.length);
    }
    expect(await adasThings()).toEqual(before);
  }, 120_000);

  it("says of an unpublished item what it says of one that never was", async () => {
    const fileId = String(params.fileId?.[0]);
    const uploadId = String(params.uploadId?.[0]);
    for (const endpoint of endpoints.filter(({ path }) => path.includes("{itemId}"))) {
      const at = (itemId: string) =>
        endpoint.path
          .replace("{itemId}", itemId)
          .replace("{fileId}", fileId)
          .replace("{uploadId}", uploadId)
          .replace("{sha256}", String(params.sha256?.at(-1)))
          .replace("{number}", "1");
      const [hidden, none] = await Promise.all([call(endpoint, at(hiddenItem), {}), call(endpoint, at(newId("item")), {})]);
      expect(hidden.status, nameOf(endpoint)).toBe(none.status);
    }
  });

  it("is Ada's for Ada: the same calls, none refused", async () => {
    const things = JSON.stringify(await adasThings());
    const hers = secrets.filter((secret) => !things.toLowerCase().includes(secret.toLowerCase()));
    // Of all secrets only the key's token (shown once) and the bytes of the files are not in what she reads here.
    expect(hers).toHaveLength(3);
    const faults: string[] = [];
    erased = adaAccount;
    for (const endpoint of inOrder.filter(({ spec }) => spec.auth !== "operator")) {
      for (const { url } of addresses(endpoint.path)) {
        const { status } = await call(endpoint, url, { cookie: ada.cookie });
        if ([401, 403].includes(status) || status >= 500) faults.push(`${endpoint.method} ${url}: ${status}`);
      }
    }
    // No message was signed; and with her account her sessions are gone.
    expect(faults).toEqual(["POST /api/session: 401", "DELETE /api/sessions: 401"]);
  }, 60_000);
});
