"use client";
import type { ReactNode } from "react";

/** Turns the page to the other theme; back at the system's own, the choice is forgotten. */
function toggle() {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const root = document.documentElement;
  const next = (root.dataset.theme ?? system) === "dark" ? "light" : "dark";
  if (next === system) {
    delete root.dataset.theme;
    localStorage.removeItem("theme");
  } else {
    root.dataset.theme = next;
    localStorage.setItem("theme", next);
  }
}

/** Its words and pictures come from the server: no page loads a script to draw a moon. */
export function ThemeToggle({ label, children }: { label: string; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={toggle}
      aria-label={label}
      title={label}
      className="needs-script grid size-10 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink"
    >
      {children}
    </button>
  );
}
