"use client";
import { type ReactNode, useLayoutEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useText } from "@/lib/i18n/use-text";
import { languageOfHtml } from "../format/language";
import { Contents } from "./contents/contents";
import { ContentsButton } from "./contents/contents-button";
import { contentsMin, sectionsOf } from "./contents/sections";
import { slots } from "./contents/slots";
import { PaidText } from "./paid-text";
import { text } from "./text";

const htmlOf = (selector: string) => document.querySelector(selector)?.innerHTML ?? "";

/**
 * The paid part of an article, unlocked on the page that sold it: it takes the free part's footnotes to its own end, and the page gets
 * its contents.
 */
export function UnlockedText({ itemId, html, line }: { itemId: string; html: string; line: ReactNode }) {
  const [freeNotes] = useState(() => htmlOf(".notes"));
  useLayoutEffect(() => {
    const [own, others] = [document.querySelector(".paid-part .notes"), document.querySelectorAll(".notes")];
    for (const notes of others) if (notes !== own) notes.replaceChildren();
  }, []);
  return (
    <>
      <PaidText itemId={itemId} html={html} line={line} freeNotes={freeNotes} />
      <UnlockedContents html={html} />
    </>
  );
}

function UnlockedContents({ html }: { html: string }) {
  const { contents } = useText(text);
  const [sections] = useState(() => sectionsOf(htmlOf(".free-part") + html));
  const [button, list] = [document.getElementById(slots.button), document.getElementById(slots.list)];
  if (sections.length < contentsMin || !button || !list) return null;
  return (
    <>
      {createPortal(<ContentsButton label={contents} />, button)}
      {createPortal(<Contents label={contents} sections={sections} lang={languageOfHtml(html)} />, list)}
    </>
  );
}
