// What the head names for tabs, home screens and installers is served, as what it is called and in the size it is called.
import { expect } from "@playwright/test";
import sharp from "sharp";
import { test } from "./fixtures";

test("the head's icons and manifest, and the manifest's icons, are served as they are named", async ({ page, city }) => {
  await page.goto("/");
  const links = page.locator("link[rel~=icon], link[rel=apple-touch-icon], link[rel=manifest]");
  const named = await links.evaluateAll((all) =>
    (all as HTMLLinkElement[]).map(({ href, type, sizes }) => ({ href, type, sizes: sizes.value })),
  );
  expect(named.map(({ href }) => new URL(href).pathname).sort()).toEqual([
    "/apple-touch-icon.png",
    "/favicon.ico",
    "/icon-192.png",
    "/icon.svg",
    "/site.webmanifest",
  ]);

  const manifest = await (await fetch(`${city.origin}/site.webmanifest`)).json();
  const installed = manifest.icons.map((icon: { src: string; type: string; sizes: string }) => ({
    ...icon,
    href: `${city.origin}${icon.src}`,
  }));
  for (const { href, type, sizes } of [...named, ...installed]) {
    const response = await fetch(href, { redirect: "error" });
    expect(response.status, href).toBe(200);
    const contentType = response.headers.get("content-type");
    if (href.endsWith(".webmanifest")) {
      expect(contentType).toBe("application/manifest+json");
      continue;
    }
    expect(contentType, href).toBe(type);
    if (type !== "image/png") continue;
    const { width, height } = await sharp(await response.arrayBuffer()).metadata();
    expect(`${width}x${height}`, href).toBe(sizes);
  }
});
