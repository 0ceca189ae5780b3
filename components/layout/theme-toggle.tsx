"use client";
import { Moon, Sun } from "lucide-react";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

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

export function ThemeToggle() {
  const { theme } = useText(text);
  return (
    <button
      type="button"
      onClick={toggle}
      aria-label={theme}
      title={theme}
      className="grid size-10 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink"
    >
      <Moon aria-hidden className="size-4.5 dark:hidden" />
      <Sun aria-hidden className="hidden size-4.5 dark:block" />
    </button>
  );
}
