import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { DesignView } from "./design-view";

vi.mock("next/navigation", async (original) => ({ ...(await original<object>()), useRouter: () => ({}) }));

it("the page of components can be drawn by a server, every state of the wall on it", () => {
  const page = renderToString(createElement(DesignView));
  expect(page).toContain("Still checking. Do not pay again.");
  expect(page).toContain("open, an article");
});
