import { describe, expect, it } from "vitest";
import { readTable } from "./read-table";

describe("a table that is read from the beginning of a file", () => {
  it("has its columns and rows, whatever they are divided by", () => {
    const table = { columns: ["a", "b"], rows: [["1", "2"]], columnCount: 2 };
    for (const text of ["a,b\n1,2\n", "\ufeffa;b\r\n1;2", "a\tb\n1\t2"]) expect(readTable({ text, isCut: false })).toEqual(table);
  });

  it("ends with the last whole row of what was cut", () => {
    expect(readTable({ text: "a,b\n1,2\n3,", isCut: true })?.rows).toEqual([["1", "2"]]);
  });

  it("is no more than a page can hold, however many cells its lines have", () => {
    const hostile = `${",".repeat(100_000)}\n${"x,y\n".repeat(500)}`;
    const table = readTable({ text: hostile, isCut: false });
    expect(table?.columns).toHaveLength(100);
    expect(table?.rows).toHaveLength(100);
    expect(table?.columnCount).toBe(100_001);
  });

  it("is none where not even one line is whole, and where there is nothing", () => {
    expect(readTable({ text: "x".repeat(100_000), isCut: true })).toBeUndefined();
    expect(readTable({ text: "", isCut: false })).toBeUndefined();
  });
});
