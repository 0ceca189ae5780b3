import { getSchema } from "@tiptap/core";
import { history, redo, undo } from "@tiptap/pm/history";
import { EditorState, Plugin, type Transaction } from "@tiptap/pm/state";
import { describe, expect, it, vi } from "vitest";
import { ApiProblem } from "@/lib/api-client/problem";
import { TextDocument } from "../markdown/text-document";
import { nameArrived } from "../rich/pictures";
import { schemaExtensions } from "../rich/schema";
import { PictureDesk, pictureBytesMax } from "./picture-desk";

const hash = (digit: string) => digit.repeat(64);
const png = (name = "a.png", size = 3) => new File([new Uint8Array(size)], name, { type: "image/png" });

/** A server that gives names one by one, when it is let. */
function world() {
  const answers: { give(source: string, frames?: number): void; refuse(problem: ApiProblem): void; file: Blob }[] = [];
  const loaded: string[] = [];
  const pictures = new PictureDesk({
    itemId: "item_1",
    origin: "https://pennypost.example",
    send: (file) =>
      new Promise((resolve, reject) =>
        answers.push({ give: (source, frames = 1) => resolve({ source, frames }), refuse: reject, file }),
      ),
    load: async (url) => {
      loaded.push(url);
      return new Blob(["x"], { type: "image/webp" });
    },
  });
  const asked = (count: number) => vi.waitFor(() => expect(answers).toHaveLength(count));
  return { pictures, answers, asked, loaded };
}

describe("a picture that is taken", () => {
  it("is shown by what the browser has, until the server has named it; one is sent after another", async () => {
    const { pictures, answers, asked } = world();
    const [one = "", two = ""] = [pictures.take(png(), "a.png"), pictures.take(png(), "b.png")];
    await asked(1);
    expect(pictures.addressOf(one)).toMatch(/^blob:/);
    expect(pictures.isSending).toBe(true);
    answers[0]?.give(`picture:${hash("1")}`);
    await asked(2);
    expect([pictures.namedAs(one), pictures.namedAs(two)]).toEqual([`picture:${hash("1")}`, undefined]);
    answers[1]?.give(`picture:${hash("2")}`);
    await pictures.idle();
    expect(pictures.snapshot()).toEqual({ uploads: [], told: [] });
    expect(pictures.addressOf(`picture:${hash("1")}`)).toBe(`/api/items/item_1/pictures/${hash("1")}`);
  });

  it("that was not sent says why, and can be sent again or given up; the next goes on", async () => {
    const { pictures, answers, asked } = world();
    const problem = new ApiProblem({ status: 413, code: "quota_exceeded", detail: "No room." });
    const [one = "", two = ""] = [pictures.take(png(), "a.png"), pictures.take(png(), "b.png")];
    await asked(1);
    answers[0]?.refuse(problem);
    await asked(2);
    answers[1]?.refuse(new ApiProblem({ status: 0, code: "unavailable", detail: "Offline." }));
    await pictures.idle();
    expect(pictures.snapshot().uploads.map(({ name, state, problem: why }) => [name, state, why?.message])).toEqual([
      ["a.png", "failed", "No room."],
      ["b.png", "failed", "Offline."],
    ]);
    expect([pictures.isSending, pictures.hasUnsent]).toEqual([false, true]);
    pictures.drop(one);
    pictures.retry(two);
    await asked(3);
    answers[2]?.give(`picture:${hash("2")}`);
    await pictures.idle();
    expect(pictures.namedAs(two)).toBe(`picture:${hash("2")}`);
    expect(pictures.snapshot().uploads).toEqual([]);
    expect(pictures.hasUnsent).toBe(false);
  });

  it("that failed is nobody's care once it is taken out of the text, and is again when that is undone", async () => {
    const { pictures, answers, asked } = world();
    const source = pictures.take(png(), "a.png") ?? "";
    await asked(1);
    answers[0]?.refuse(new ApiProblem({ status: 400, code: "invalid_request", detail: "No picture." }));
    await pictures.idle();
    pictures.takeOut(new Set([source]));
    expect([pictures.hasUnsent, pictures.snapshot().uploads]).toEqual([false, []]);
    pictures.takeOut(new Set());
    expect(pictures.hasUnsent).toBe(true);
    pictures.takeOut(new Set([source]));
    pictures.dropTakenOut();
    expect([pictures.hasUnsent, pictures.uploadOf(source)]).toEqual([false, undefined]);
  });

  it("and cannot be one is told and not sent; so is an animation that stands still", async () => {
    const { pictures, answers, asked } = world();
    expect(pictures.take(new File(["<svg/>"], "a.svg", { type: "image/svg+xml" }), "a.svg")).toBeUndefined();
    expect(pictures.take(png("big.png", pictureBytesMax + 1), "big.png")).toBeUndefined();
    pictures.take(png("moves.gif"), "moves.gif");
    await asked(1);
    answers[0]?.give(`picture:${hash("1")}`, 12);
    await pictures.idle();
    expect(pictures.snapshot().told).toEqual([
      { kind: "not_a_picture", name: "a.svg" },
      { kind: "too_large", name: "big.png" },
      { kind: "still", name: "moves.gif" },
    ]);
    pictures.dismiss();
    expect(pictures.snapshot().told).toEqual([]);
  });
});

describe("a source of pasted HTML", () => {
  const at = `https://pennypost.example/api/items/item_1/pictures/${hash("a")}`;
  it.each([
    ["of this piece is this piece's picture", at, `picture:${hash("a")}`],
    ["of it in another width too", `${at}?width=480`, `picture:${hash("a")}`],
    ["on the web stays there", "https://a.example/b.png", "https://a.example/b.png"],
    ["without https stays out", "http://a.example/b.png", undefined],
    ["on the writer's computer stays out", "file:///C:/Temp/b.png", undefined],
    ["that is an address of nothing stays out", "b.png", undefined],
    ["that another tab is about to send stays out", "upload:x-1", undefined],
    ["that is no picture stays out", "data:text/html;base64,PHA+", undefined],
  ])("%s", (_what, source, taken) => {
    const { pictures } = world();
    expect(pictures.takeSource(source, "")).toBe(taken);
    const told = pictures.snapshot().told;
    expect(told).toEqual(taken?.includes("a.example") ? [{ kind: "elsewhere", host: "a.example" }] : []);
  });

  it("that holds the picture, or leads to another piece's, is sent along", async () => {
    const { pictures, answers, asked, loaded } = world();
    const held = pictures.takeSource(`data:image/png;base64,${btoa("bytes")}`, "Held");
    await asked(1);
    expect([answers[0]?.file.type, await answers[0]?.file.text()]).toEqual(["image/png", "bytes"]);
    answers[0]?.give(`picture:${hash("1")}`);
    const path = `/api/items/item_2/pictures/${hash("b")}`;
    const other = pictures.takeSource(`https://pennypost.example${path}`, "");
    await asked(2);
    expect(loaded).toEqual([path]);
    expect([held, other].every((source) => source?.startsWith("upload:"))).toBe(true);
  });
});

describe("a picture in the document", () => {
  const schema = getSchema(schemaExtensions);

  it("is no part of the Markdown before it has its name, and has it whatever was undone meanwhile", async () => {
    const { pictures, answers, asked } = world();
    const written = new TextDocument({ preview: "Free.", content: "Paid." });
    let state = EditorState.create({
      doc: schema.nodeFromJSON(written.json),
      plugins: [history(), new Plugin({ appendTransaction: (_all, _before, now) => nameArrived(now, pictures) })],
    });
    written.remember(state.doc);
    const dispatch = (tr: Transaction) => {
      state = state.apply(tr);
    };
    const src = pictures.take(png(), "a.png");
    dispatch(state.tr.insert(state.doc.content.size, schema.node("figure", { src, alt: "A ferry" })));
    expect(written.write(state.doc)).toEqual({ preview: "Free.", content: "Paid." });
    undo(state, dispatch);
    await asked(1);
    answers[0]?.give(`picture:${hash("1")}`);
    await pictures.idle();
    expect(written.write(state.doc)).toEqual({ preview: "Free.", content: "Paid." });
    redo(state, dispatch);
    expect(written.write(state.doc)).toEqual({ preview: "Free.", content: `Paid.\n\n![A ferry](picture:${hash("1")})` });
    undo(state, dispatch);
    expect(written.write(state.doc)).toEqual({ preview: "Free.", content: "Paid." });
  });
});
