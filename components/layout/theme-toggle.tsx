"use client";
import type { ReactNode } from "react";

/** Switches the theme; when it equals the system's, the stored choice is deleted. */
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

/** Labels and icons come from the server, so that no page loads a script for them. */
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
