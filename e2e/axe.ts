// What axe finds in a page as it stands. Its script is brought into each document once, and only what is wrong is worked out and told:
// that takes a third of the time of a whole report.
import type { Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

export const wcag: RunOptions["runOnly"] = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
/** All that a colour scheme changes. */
export const colours: RunOptions["runOnly"] = { type: "rule", values: ["color-contrast"] };

/** Regions that somebody who listens goes through have names of their own. */
export const landmarks: RunOptions["runOnly"] = { type: "rule", values: ["landmark-unique"] };

interface Wanted {
  /** Every rule when absent. */
  runOnly?: RunOptions["runOnly"];
  /** A selector; the whole page when absent. */
  within?: string;
}

interface Finding {
  impact: string;
  text: string;
}

/** Until the page stands still in what it was just told to look like. */
async function isSettled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

async function find(page: Page, { runOnly, within }: Wanted): Promise<Finding[]> {
  await isSettled(page);
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ([selector, options]) => {
      const here = (window as unknown as { axe: typeof axe }).axe;
      const { violations } = await here.run(selector, { ...options, resultTypes: ["violations"], elementRef: false });
      return violations.flatMap(({ id, impact, nodes }) =>
        nodes.map((node) => ({ impact: impact ?? "none", text: `${id}: ${node.target} ${node.failureSummary}` })),
      );
    },
    [within ?? "html", runOnly ? { runOnly } : {}] as const,
  );
}

export async function findViolations(page: Page, wanted: Wanted = {}): Promise<string[]> {
  return (await find(page, wanted)).map(({ text }) => text);
}

export async function findSerious(page: Page, wanted: Wanted = {}): Promise<string[]> {
  const found = await find(page, wanted);
  return found.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ text }) => text);
}
