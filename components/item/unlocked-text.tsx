"use client";
import { type ReactNode, useLayoutEffect, useState } from "react";
import { PaidText } from "./paid-text";

const notesOnPage = () => document.querySelector(".notes");

/** The paid part of an article, unlocked on the page that sold it: it takes the free part's footnotes to its own end. */
export function UnlockedText({ itemId, html, line }: { itemId: string; html: string; line: ReactNode }) {
  const [freeNotes] = useState(() => notesOnPage()?.innerHTML ?? "");
  useLayoutEffect(() => {
    const [own, others] = [document.querySelector(".paid-part .notes"), document.querySelectorAll(".notes")];
    for (const notes of others) if (notes !== own) notes.replaceChildren();
  }, []);
  return <PaidText itemId={itemId} html={html} line={line} freeNotes={freeNotes} />;
}
