import { describe, expect, it } from "vitest";
import { adaptObsidian } from "./obsidian";

const shown = (body: string) => adaptObsidian(body, true).body;

describe("a comment of Obsidian's", () => {
  it.each([
    ["with code in it", "Free. %% secret: call `foo` before Friday %% More.", "Free.  More."],
    ["with half a code span in it", "Free. %% `secret %% More ` here.", "Free.  More ` here."],
    ["around fenced code", "Free.\n\n%%\n```\nsecret\n```\n%%\n\nMore.", "Free.\n\n\n\nMore."],
    ["over paragraphs", "Free. %% one\n\nsecret\n\n%% More.", "Free.  More."],
    ["longer than 20,000 characters", `Free. %%${"secret ".repeat(5_000)}%% More.`, "Free.  More."],
    ["between stray backticks", "A ` here.\n\n%% secret %%\n\nAnd ` there.", "A ` here.\n\n\n\nAnd ` there."],
    ["between items with stray backticks", "- a ` b %%secret%%\n- c ` d", "- a ` b \n- c ` d"],
    ["below a heading with a stray backtick", "# A ` b\nText %%secret%% ` c", "# A ` b\nText  ` c"],
    ["between escaped backticks", "A \\` here %%secret%% and \\` there.", "A \\` here  and \\` there."],
    ["between runs of other lengths", "A `` here %%secret%% and ` there.", "A `` here  and ` there."],
    ["behind a fence that other marks do not close", "```\n~~~\n``\n````\n%%secret%%", "```\n~~~\n``\n````\n"],
    ["with the paid line in it", "Free. %% secret\n\n<!-- paid -->\n\n%% More.", "Free.  More."],
  ])("%s is left out", (_name, body, rest) => {
    expect(shown(body)).toBe(rest);
    expect(adaptObsidian(body, true).openComments).toBe(0);
  });

  it.each([
    ["a code span", "Write `%% this %%` and `` a`b %%c%% ``."],
    ["a code span over two lines", "Write `%% this\n%%` there."],
    ["fenced code", "~~~js\na %% b\n```\nc %% d\n~~~\nText."],
    ["code that is never closed", "Text.\n\n```\na %% b %%"],
  ])("is none in %s", (_name, body) => {
    expect(adaptObsidian(body, true)).toEqual({ body, links: 0, embeds: 0, openComments: 0 });
  });

  it("that is never closed goes on to the end, and is told", () => {
    expect(adaptObsidian("Free, 100%% sure.\n\nMore `code`.", true)).toEqual({
      body: "Free, 100",
      links: 0,
      embeds: 0,
      openComments: 1,
    });
  });

  it("is text outside a vault", () => {
    const body = "100%% of [[a]] and 50%% of b";
    expect(adaptObsidian(body, false).body).toBe("100%% of a and 50%% of b");
  });
});

describe("links between notes", () => {
  it("are words where they stand between stray backticks of two paragraphs", () => {
    expect(adaptObsidian("A ` and [[b]].\n\n![[c]] And ` there.", false)).toMatchObject({
      body: "A ` and b.\n\n And ` there.",
      links: 1,
      embeds: 1,
    });
  });
});

describe("a text of many marks", () => {
  const runs = Array.from({ length: 700 }, (_, index) => "`".repeat(index + 1)).join(" ");
  it.each([
    ["code spans that nothing closes", runs],
    ["single backticks in paragraphs", "a ` b\n\n".repeat(40_000)],
    ["a run of backticks", "`".repeat(300_000)],
    ["fences that nothing closes", "```\n~~~\n".repeat(30_000)],
    ["headings and spaces", `# ${" ".repeat(300_000)}\``],
    ["comments", "%% ` ".repeat(60_000)],
    ["brackets", "[[".repeat(100_000)],
    ["embeds that nothing closes", "![[a|b ".repeat(300_000)],
    ["a link that is long and nothing closes", `[[${"a".repeat(1_000_000)}|${"b".repeat(1_000_000)}`],
  ])(
    "is read to its end: %s",
    (_name, body) => {
      expect(shown(body).length).toBeLessThanOrEqual(body.length);
    },
    5_000,
  );
});
