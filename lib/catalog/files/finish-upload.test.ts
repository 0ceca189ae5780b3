import { describe, expect, it } from "vitest";
import { freeName } from "./finish-upload";

describe("names of files", () => {
  it("count up where they are taken, before the extension", () => {
    expect(freeName("a.tar.gz", ["a.tar.gz", "a.tar (2).gz"])).toBe("a.tar (3).gz");
    expect(freeName("README", ["README"])).toBe("README (2)");
    expect(freeName(".env", [".env"])).toBe(".env (2)");
  });
});
