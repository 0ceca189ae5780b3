import { afterEach, expect, it, vi } from "vitest";

afterEach(() => vi.unstubAllGlobals());

it("a page that may not speak with other tabs works alone", async () => {
  const forbidden = class {
    constructor() {
      throw new DOMException("The operation is insecure.", "SecurityError");
    }
  };
  vi.stubGlobal("BroadcastChannel", forbidden);
  vi.resetModules();
  const { hearOtherTabs, tellOtherTabs } = await import("./tabs");
  const stop = hearOtherTabs(() => {});
  tellOtherTabs({ type: "session" });
  expect(stop()).toBeUndefined();
});
