import { describe, expect, it } from "vitest";
import { ownOriginOnly, sameOrigin } from "./origin";

const check = (headers: Record<string, string>) => () => sameOrigin(new Headers(headers), "https://pennypost.example");

describe("mutating requests", () => {
  it.each([
    [{}],
    [{ origin: "https://pennypost.example", "sec-fetch-site": "same-origin" }],
    [{ "sec-fetch-site": "none" }],
    [{ origin: "https://pennypost.example" }],
    [{ origin: "https://pennypost.example", host: "10.0.0.5:3000" }],
    [{ origin: "https://pennypost.example", host: "evil.example", "x-forwarded-host": "evil.example" }],
  ])("pass from our own pages and from scripts, whatever Host a proxy passes on (%j)", (headers) => {
    expect(check(headers)).not.toThrow();
  });

  it.each([
    [{ origin: "https://evil.example" }],
    [{ origin: "https://evil.example", host: "evil.example" }],
    [{ origin: "https://evil.example", "x-forwarded-host": "evil.example" }],
    [{ origin: "http://pennypost.example" }],
    [{ origin: "https://pennypost.example.evil.example" }],
    [{ origin: "https://evil.example/pennypost.example" }],
    [{ origin: "null" }],
    [{ origin: "" }],
    [{ origin: "https://pennypost.example:8443" }],
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ origin: "https://pennypost.example", "sec-fetch-site": "cross-site" }],
  ])("are refused from other sites (%j)", (headers) => {
    expect(check(headers)).toThrow(expect.objectContaining({ code: "not_allowed", status: 403 }));
  });
});

describe("requests that no other page may make", () => {
  const checkOwn = (headers: Record<string, string>) => () => ownOriginOnly(new Headers(headers), "https://pennypost.example");

  it("pass from scripts and from our own pages", () => {
    expect(checkOwn({})).not.toThrow();
    expect(checkOwn({ origin: "https://pennypost.example", "sec-fetch-site": "same-origin" })).not.toThrow();
  });

  it("are refused from a page whose name leads here, which its browser takes for the same site", () => {
    const rebound = { origin: "http://evil.example:3000", host: "evil.example:3000", "sec-fetch-site": "same-origin" };
    expect(checkOwn(rebound)).toThrow(expect.objectContaining({ code: "not_allowed", status: 403 }));
  });
});
