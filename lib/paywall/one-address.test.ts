import { describe, expect, it } from "vitest";
import { contentAddressOf } from "./one-address";

const CONTENT = "/api/creators/ada/items/ropes/content";
const json = { accept: "application/json" };

describe("the address of an item's page", () => {
  it.each([
    ["asked for JSON", "/@ada/ropes", json, CONTENT],
    ["asked for JSON before anything else", "/@ada/ropes", { accept: "application/json, text/plain, */*" }, CONTENT],
    ["paid for (v1)", "/@ada/ropes", { "x-payment": "" }, CONTENT],
    ["paid for (v2)", "/@ada/ropes", { accept: "text/html", "payment-signature": "e30=" }, CONTENT],
    ["proved to be owned", "/@ada/ropes", { "sign-in-with-x": "e30=" }, CONTENT],
    ["with its @ encoded", "/%40ada/ropes", json, CONTENT],
    ["with a query", "/@ada/ropes?from=feed", json, `${CONTENT}?from=feed`],
    ["of a handle that begins like an encoded @", "/@40ada/ropes", json, "/api/creators/40ada/items/ropes/content"],
  ])("%s is its content", (_how, url, headers, content) => {
    expect(contentAddressOf(url, headers)).toBe(content);
  });

  const MARKDOWN = "/api/creators/ada/items/ropes/markdown";
  it.each([
    ["with .md behind it", "/@ada/ropes.md", { accept: "text/html,*/*;q=0.8" }, MARKDOWN],
    ["with .md and a query", "/%40ada/ropes.md?version=2", {}, `${MARKDOWN}?version=2`],
    ["asked for Markdown", "/@ada/ropes", { accept: "text/markdown" }, MARKDOWN],
    ["asked for Markdown before HTML", "/@ada/ropes", { accept: "text/markdown, text/html, */*" }, MARKDOWN],
    ["asked for Markdown more than for HTML", "/@ada/ropes", { accept: "text/html;q=0.8, text/markdown;q=0.9" }, MARKDOWN],
    ["asked for Markdown or JSON", "/@ada/ropes", { accept: "text/markdown, application/json" }, MARKDOWN],
    ["asked for Markdown with a proof", "/@ada/ropes", { accept: "text/markdown", "sign-in-with-x": "e30=" }, MARKDOWN],
    ["asked for JSON, with Markdown refused", "/@ada/ropes", { accept: "application/json, text/markdown;q=0" }, CONTENT],
  ])("%s is the piece in Markdown", (_how, url, headers, expected) => {
    expect(contentAddressOf(url, headers)).toBe(expected);
  });

  it.each([
    ["a reader of HTML, or else of Markdown", "/@ada/ropes", { accept: "text/html, text/markdown;q=0.5" }],
    ["an agent at a creator's llms.txt", "/@ada/llms.txt", { accept: "text/markdown" }],
    ["an agent that wants a creator's page in Markdown", "/@ada.md", { accept: "text/markdown" }],
    ["a browser", "/@ada/ropes", { accept: "text/html,application/xhtml+xml,*/*;q=0.8" }],
    ["a reader of HTML or JSON", "/@ada/ropes", { accept: "text/html, application/json" }],
    ["whoever says nothing", "/@ada/ropes", {}],
    ["an agent at a creator's page", "/@ada", json],
    ["an agent at a feed", "/@ada/feed.json", json],
    ["an agent below an item's page", "/@ada/ropes/more", json],
    ["an agent at another page", "/library/ropes", json],
  ])("stays what it is for %s", (_who, url, headers) => {
    expect(contentAddressOf(url, headers)).toBeUndefined();
  });
});
