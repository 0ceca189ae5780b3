// Pictures in texts, out of one shop and into another, and in from elsewhere: with their texts, and a second time without a change.
import { Uint8ArrayReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { describe, expect, it } from "vitest";
import type { SourceFile } from "@/lib/api-client/source-file";
import { listOwn, matcherOf } from "@/lib/archive/find-own";
import { importItem } from "@/lib/archive/import-item";
import { planImport } from "@/lib/archive/plan";
import { readBytes, type Source, sha256Of } from "@/lib/archive/source";
import { openZip } from "@/lib/archive/zip-source";
import { apiOf, type Calls } from "../support/archive-shop";
import { call, create, creator } from "./http-harness";
import { add, fetchPicture, png, publish, save } from "./text-pictures";

async function openShop() {
  const person = await creator();
  const body = { name: "bulk", scopes: ["items", "export"] };
  const answer = await call("POST", "/api/keys", {}, { cookie: person.cookie, body });
  return { ...person, key: (await answer.json()).token as string };
}
type Shop = Awaited<ReturnType<typeof openShop>>;

async function exportOf({ key }: Shop): Promise<Source> {
  const answer = await call("GET", "/api/export", {}, { headers: { Authorization: `Bearer ${key}` } });
  return openZip(new Uint8ArrayReader(new Uint8Array(await answer.arrayBuffer())));
}

async function importInto({ key }: Shop, source: Source, calls: Calls = { made: [] }, more: { dryRun?: boolean } = {}) {
  const api = apiOf(key, calls);
  const idOf = matcherOf(await listOwn(api));
  const { items, unused } = await planImport(source, { price: "0.25" });
  const outcomes: string[] = [];
  const notes = items.flatMap((planned) => planned.notes.map(({ code }) => code));
  for (const planned of items) {
    const { outcome, problems } = await importItem(api, planned, idOf(planned), { publish: true, ...more });
    outcomes.push(outcome, ...problems.map(({ code }) => code));
  }
  return { outcomes, notes, unused };
}

function file(path: string, content: string | Uint8Array): SourceFile {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
  return { path, bytes: bytes.byteLength, stream: () => new Blob([bytes]).stream() };
}

async function textOf({ files }: Source, path: string): Promise<string> {
  const found = files.find((each) => each.path === path);
  return found ? new TextDecoder().decode(await readBytes(found, 1e7)) : "";
}

async function draftOf({ key }: Shop, slug: string) {
  const api = apiOf(key);
  const id = (await listOwn(api)).find((item) => item.slug === slug)?.id ?? "";
  return api.call("GET /api/items/{itemId}/draft", { params: { itemId: id } });
}

const sends = ({ made }: Calls) => made.filter((line) => line === "POST /api/items/{itemId}/pictures").length;

/** A published piece with a history: an earlier picture, one that stayed, and a mention in code. */
async function illustrated(shop: Shop) {
  const { id } = await create(shop);
  const [early, free, paid] = [
    await add(shop, id, await png()),
    await add(shop, id, await png()),
    await add(shop, id, await png()),
  ];
  await save(shop, id, { preview: `![Early](<${early.source}> "T")`, content: "Paid." });
  const preview = `Free.\n\n![A ferry](${free.source} "At dawn")\n\nCode: \`![x](${free.source})\``;
  const content = `![A chart][c]\n\n[c]: ${paid.source}\n\n![Far](https://a.example/b.png)`;
  await save(shop, id, { preview, content });
  await publish(shop, id);
  return { id, preview, content, early, free, paid };
}

describe("an export", () => {
  it("has the pictures as files beside the texts, whose links lead to them, with those of earlier versions", async () => {
    const shop = await openShop();
    const { id, early, free, paid } = await illustrated(shop);
    const source = await exportOf(shop);
    const folder = "items/on-pennies/";
    const draft = await textOf(source, `${folder}item.md`);
    expect(draft).toContain(`![A ferry](pictures/${free.sha256}.webp "At dawn")`);
    expect(draft).toContain(`[c]: pictures/${paid.sha256}.webp`);
    expect(draft).toContain(`Code: \`![x](${free.source})\``);
    expect(await textOf(source, `${folder}versions/2.md`)).toContain(`![Early](<../pictures/${early.sha256}.webp> "T")`);
    for (const { sha256 } of [early, free, paid]) {
      const entry = source.files.find(({ path }) => path === `${folder}pictures/${sha256}.webp`);
      expect(entry && (await sha256Of(entry))).toBe(sha256);
    }
    const answer = await fetchPicture(id, free.sha256);
    expect(answer.status).toBe(200);
  });

  it("imported where it comes from changes nothing and sends nothing", async () => {
    const shop = await openShop();
    const { preview, content } = await illustrated(shop);
    const source = await exportOf(shop);
    const calls: Calls = { made: [] };
    expect((await importInto(shop, source, calls)).outcomes).toEqual(["unchanged"]);
    expect(calls.made.filter((line) => !line.startsWith("GET "))).toEqual([]);
    expect(await draftOf(shop, "on-pennies")).toMatchObject({ preview, content });
  });

  it("makes the same piece elsewhere, pictures and all, and nothing the second time; a piece that lost one gets it back", async () => {
    const [shop, other] = [await openShop(), await openShop()];
    await illustrated(shop);
    const source = await exportOf(shop);
    expect((await importInto(other, source, undefined, { dryRun: true })).outcomes).toEqual(["created"]);
    const first: Calls = { made: [] };
    const { outcomes, notes, unused } = await importInto(other, source, first);
    expect([outcomes, unused, sends(first)]).toEqual([["created"], [], 3]);
    expect(notes).toEqual(["pictures_along", "pictures_elsewhere"]);
    const made = await draftOf(other, "on-pennies");
    const [, name = ""] = /!\[A ferry\]\(picture:([0-9a-f]{64}) "At dawn"\)/.exec(made.preview) ?? [];
    expect((await fetchPicture(made.id, name)).status).toBe(200);
    const again: Calls = { made: [] };
    expect((await importInto(other, source, again)).outcomes).toEqual(["unchanged"]);
    expect(sends(again)).toBe(0);
    await save(other, made.id, { preview: "Free." });
    expect((await importInto(other, source)).outcomes).toEqual(["updated"]);
    expect((await draftOf(other, "on-pennies")).preview).toBe(made.preview);
  });
});

describe("pictures whose description has brackets or lines, or whose name stands where no address is written", () => {
  const texts = (names: string[]) => {
    const [a, b, c, d, e] = names;
    return {
      preview: `![Figure \\[1\\]](${a})\n\n![a [b]](${b} "T")\n\n![a\nb](${c})`,
      content: `[See](${d})\n\n    code ![x](${e})`,
    };
  };

  it("come along, out and in, and back change nothing", async () => {
    const [shop, other] = [await openShop(), await openShop()];
    const { id } = await create(shop);
    const sources: string[] = [];
    for (let n = 0; n < 5; n++) sources.push((await add(shop, id, await png())).source);
    await save(shop, id, texts(sources));
    await publish(shop, id);
    const source = await exportOf(shop);
    expect(source.files.filter(({ path }) => path.startsWith("items/on-pennies/pictures/"))).toHaveLength(5);
    const item = await textOf(source, "items/on-pennies/item.md");
    expect(item).toContain(`![Figure \\[1\\]](pictures/${sources[0]?.slice("picture:".length)}.webp)`);
    expect((await importInto(shop, source)).outcomes).toEqual(["unchanged"]);
    const calls: Calls = { made: [] };
    expect((await importInto(other, source, calls)).outcomes).toEqual(["created"]);
    expect(sends(calls)).toBe(5);
    const made = await draftOf(other, "on-pennies");
    const pictures = await picturesIn(other, made.id);
    const named = [...`${made.preview}${made.content}`.matchAll(/picture:([0-9a-f]{64})/g)].map(([, sha256]) => sha256 ?? "");
    expect(new Set(named)).toEqual(new Set(pictures));
    expect({ preview: made.preview, content: made.content }).toEqual(texts(named.map((sha256) => `picture:${sha256}`)));
    expect((await importInto(other, source)).outcomes).toEqual(["unchanged"]);
  });
});

async function picturesIn({ key }: Shop, itemId: string) {
  const rows = await apiOf(key).call("GET /api/items/{itemId}/pictures", { params: { itemId } });
  return rows.map(({ sha256 }) => sha256);
}

describe("texts from elsewhere", () => {
  it("bring the pictures that lie beside them along, as each program writes their addresses, and change nothing the second time", async () => {
    const shop = await openShop();
    const [a, b, c] = [await png(), await png(), await png()];
    const ghost = {
      db: [
        {
          data: {
            posts: [
              {
                id: "1",
                title: "From Ghost",
                slug: "from-ghost",
                status: "published",
                html: '<p>Free.</p><!--members-only--><figure><img src="__GHOST_URL__/content/images/2023/01/b.png" alt="B"><figcaption>Below</figcaption></figure>',
              },
            ],
          },
        },
      ],
    };
    const source = {
      files: [
        file(
          "hugo/index.md",
          "---\ntitle: From Hugo\nslug: from-hugo\n---\nFree ![A](img/a.png)\n\n<!--more-->\n\nPaid ![](img/a.png)\n",
        ),
        file("hugo/img/a.png", a),
        file("ghost.json", JSON.stringify(ghost)),
        file("content/images/2023/01/b.png", b),
        file("vault/.obsidian/app.json", "{}"),
        file("vault/Note.md", "Free.\n\n<!-- paid -->\n\n![[c one.png|300]] ![[gone.png]]\n"),
        file("vault/attachments/c one.png", c),
        file("vault/unused.png", c),
      ],
      refused: [],
    };
    const first = await importInto(shop, source);
    expect(first.outcomes).toEqual(["created", "created", "created"]);
    expect(first.notes).toEqual(expect.arrayContaining(["pictures_along", "pictures_left_out"]));
    expect(first.unused).toEqual(["vault/unused.png"]);
    const texts = await Promise.all(["from-hugo", "from-ghost", "note"].map((slug) => draftOf(shop, slug)));
    const named = texts.map(({ preview, content }) => [...`${preview}\n${content}`.matchAll(/picture:[0-9a-f]{64}/g)].length);
    expect(named).toEqual([2, 1, 1]);
    expect(texts[1]?.content).toMatch(/!\[B\]\(picture:[0-9a-f]{64} "Below"\)/);
    expect(texts[2]?.content).toContain("![](<gone.png>)");
    expect((await importInto(shop, source)).outcomes).toEqual(["unchanged", "unchanged", "unchanged"]);
  });

  it("with a file that is no picture are told so, and stay drafts", async () => {
    const shop = await openShop();
    const source = {
      files: [file("a/index.md", "---\nslug: broken\n---\n# Broken\n\n![A](a.png)\n"), file("a/a.png", "no picture")],
      refused: [],
    };
    expect((await importInto(shop, source)).outcomes).toEqual(["failed", "api_refused", "left_as_draft"]);
    expect(await draftOf(shop, "broken")).toMatchObject({ status: "draft" });
  });
});
