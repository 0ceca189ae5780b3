// From a problem to the control that it is about: controls stand in an element with `data-field`.
import type { ApiProblem } from "@/lib/api-client/problem";
import type { Fields } from "./fields";

const names = ["title", "dek", "slug", "price", "tags", "preview", "content"] as const satisfies (keyof Fields)[];

/** The first field that a problem is about; undefined if it is about none of the editor's. */
export function fieldOf({ issues }: Pick<ApiProblem, "issues">): keyof Fields | undefined {
  const paths = issues.map(({ path }) => path.split(".")[0]);
  return names.find((name) => paths.includes(name));
}

const control = "input:not([type=file]), textarea, [contenteditable=true]";

/** Puts the focus on a field's control, in sight below the editor's bar; false if none is shown. */
export function goToField(name: keyof Fields): boolean {
  // The innermost, where one stands in another.
  const places = [...document.querySelectorAll<HTMLElement>(`[data-field~="${name}"]`)].filter((place) =>
    place.checkVisibility(),
  );
  const place = places.at(-1);
  const found = place?.querySelector<HTMLElement>(control) ?? place?.querySelector("button");
  found?.scrollIntoView({ block: "center" });
  found?.focus({ preventScroll: true });
  return found !== undefined && found !== null;
}
