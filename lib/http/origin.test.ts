import { describe, expect, it } from "vitest";
import { sameOrigin } from "./origin";

const check = (headers: Record<string, string>) => () => sameOrigin(new Headers({ host: "pennypost.example", ...headers }));

describe("mutating requests", () => {
  it.each([
    [{}],
    [{ origin: "https://pennypost.example", "sec-fetch-site": "same-origin" }],
    [{ "sec-fetch-site": "none" }],
    [{ origin: "https://pennypost.example:8443", host: "pennypost.example:8443" }],
    [{ origin: "https://pennypost.example", host: "10.0.0.5:3000", "x-forwarded-host": "pennypost.example" }],
  ])("pass from our own pages and from scripts (%j)", (headers) => {
    expect(check(headers)).not.toThrow();
  });

  it.each([
    [{ origin: "https://evil.example" }],
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
