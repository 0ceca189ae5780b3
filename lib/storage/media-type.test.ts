import { describe, expect, it } from "vitest";
import { detectMediaType, isInlineSafe } from "./media-type";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const pdf = Buffer.from("%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n");
const zip = Buffer.from("504b0304140000000000000021000000000000000000000000000500000061", "hex");
const mp3 = Buffer.concat([Buffer.from("ID3\u0004\u0000\u0000\u0000\u0004\u0000\u0000", "latin1"), Buffer.alloc(300)]);

describe("media types", () => {
  it.each<[Buffer, string, string]>([
    [png, "plate.png", "image/png"],
    [png, "plate.html", "image/png"],
    [pdf, "tides.pdf", "application/pdf"],
    [mp3, "tune", "audio/mpeg"],
    [zip, "all.zip", "application/zip"],
    [zip, "book.epub", "application/epub+zip"],
    [Buffer.from("a,b\n1,2\n"), "tides.csv", "text/csv"],
    [Buffer.from('{"a":1}'), "a.json", "application/json"],
    [Buffer.from("plain words, schön"), "README", "text/plain"],
    [Buffer.from("not a picture"), "a.png", "text/plain"],
    [Buffer.from([0, 1, 2, 3, 255, 254]), "a.png", "application/octet-stream"],
    [Buffer.from([0, 1, 2, 3, 255, 254]), "a.txt", "application/octet-stream"],
    [Buffer.alloc(0), "a.bin", "text/plain"],
  ])("are told by the bytes, not by the name (%#)", async (head, name, expected) => {
    expect(await detectMediaType(head, name)).toBe(expected);
  });

  it.each([
    ["<!DOCTYPE html><script>alert(1)</script>", "a.txt"],
    ["\ufeff \n<html>", "a.png"],
    ["<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.jpg"],
    ["<?xml version='1.0'?><svg onload='alert(1)'/>", "a.txt"],
    ["<?xml version='1.0'?><x/>", "a.txt"],
    ["<!-- x --><script>alert(1)</script>", "a.csv"],
    ["alert(1)", "a.js"],
    ["<p onclick=alert(1)>", "a.pdf"],
  ])("never let a browser run %j called %s", async (text, name) => {
    expect(isInlineSafe(await detectMediaType(Buffer.from(text), name))).toBe(false);
  });

  it("never throw on cut or broken heads", async () => {
    for (const head of [png, pdf, zip, mp3]) {
      for (let length = 0; length <= head.length; length += 7)
        expect(await detectMediaType(head.subarray(0, length), "x")).toMatch(/\//);
    }
  });
});
