"use client";
import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

export function PrintButton() {
  const { print } = useText(text);
  return (
    <Button onClick={() => window.print()}>
      <Printer aria-hidden className="size-4" /> {print}
    </Button>
  );
}
