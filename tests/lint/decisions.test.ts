// docs/decisions: numbers are given once, the index lists every decision, and whatever names one names one that is there.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./planted";

const folder = join(root, "docs/decisions");
const files = readdirSync(folder)
  .filter((name) => name !== "README.md")
  .sort();

interface Decision {
  number: number;
  title: string;
  date: string;
  status: string;
}

/** What a decision says of itself in its first lines; throws where the form is another. */
function parse(name: string): Decision {
  const head = /^# (\d+)\. (.+)\n\nDate: (\d{4}-\d\d-\d\d) · Status: ((?:accepted|superseded by \[).*) · Replaces: .+\n/;
  const [, number, title = "", date = "", status = ""] = head.exec(readFileSync(join(folder, name), "utf8")) ?? [];
  if (!number) throw new Error(`${name} does not begin with "# N. Title" and "Date: … · Status: … · Replaces: …".`);
  return { number: Number(number), title, date, status };
}

const ROOMS = ["app", "bench", "components", "docs", "e2e", "lib", "prisma", "scripts", "tests"];
const TEXT = /\.(ts|tsx|mjs|md|css|prisma|sql)$/;

function textFiles(): string[] {
  const inRooms = ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" }).map((path) => join(room, path)),
  );
  const ours = inRooms.filter((path) => !/generated|peers|node_modules/.test(path));
  return [...ours, ...readdirSync(root)].filter((path) => TEXT.test(path));
}

/** Each mention of a decision: by its path, by its file's name, or by a link whose text is its number. */
function wrongMentions(text: string): string[] {
  const byNumber = [...text.matchAll(/decisions\/(\d{4})\b/g)].filter(
    ([, digits]) => !files.some((name) => name.startsWith(`${digits}-`)),
  );
  const byName = [...text.matchAll(/(?<![\w/-])(?:[\w./]*decisions\/)?(\d{4}-[a-z][a-z0-9-]*\.md)/g)].filter(
    ([, name = ""]) => !files.includes(name),
  );
  const byLink = [...text.matchAll(/\[(\d+)\]\([^)]*?(\d{4})-[a-z0-9-]+\.md\)/g)].filter(
    ([, shown, digits]) => Number(shown) !== Number(digits),
  );
  return [...byNumber, ...byName, ...byLink].map(([mention]) => mention);
}

describe("decisions", () => {
  it("carry a number of their own, the one their file's name begins with, and no number is left out", () => {
    const numbers = files.map((name) => parse(name).number);
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(numbers);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(files.map((_, index) => index + 1));
  });

  it("are all listed in the index, with their title, date and status", () => {
    const rows = readFileSync(join(folder, "README.md"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith("| ["));
    const expected = files.map((name) => {
      const { number, title, date, status } = parse(name);
      return `| [${number}](${name}) | ${title} | ${date} | ${status} |`;
    });
    expect(rows).toEqual(expected);
  });

  it("are there wherever the code or a document names one", () => {
    const wrong = textFiles().flatMap((path) =>
      wrongMentions(readFileSync(join(root, path), "utf8")).map((mention) => `${path}: ${mention}`),
    );
    expect(wrong).toEqual([]);
  });

  it("are missed where a mention names another number, another file or none", () => {
    const decisions = (name: string) => `docs/decisions/${name}`;
    const lines = [decisions("9999"), `[3](${decisions("0004-a-header-delivers-once.md")})`, `(${"0001"}-nowhere.md)`];
    expect(lines.map((line) => wrongMentions(line).length)).toEqual([1, 1, 1]);
  });
});
