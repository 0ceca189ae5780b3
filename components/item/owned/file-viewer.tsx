"use client";
import dynamic from "next/dynamic";
import { useText } from "@/lib/i18n/use-text";
import type { Kind } from "./kind";
import { Player } from "./player";
import { State } from "./state";
import { text } from "./text";
import type { ViewerProps } from "./types";

const loading = () => <State />;
// Each viewer is loaded with the first file of its kind.
const PdfViewer = dynamic(() => import("./pdf-viewer").then((viewer) => viewer.PdfViewer), { ssr: false, loading });
const TableViewer = dynamic(() => import("./table-viewer").then((viewer) => viewer.TableViewer), { ssr: false, loading });
const TextViewer = dynamic(() => import("./text-viewer").then((viewer) => viewer.TextViewer), { ssr: false, loading });

const viewers = { pdf: PdfViewer, audio: Player, video: Player, table: TableViewer, text: TextViewer };

/** A file opened below its row. */
export function FileViewer({ kind, ...props }: ViewerProps & { kind: Exclude<Kind, "picture"> }) {
  const { newTab } = useText(text);
  const Viewer = viewers[kind];
  return (
    <div className="mt-3">
      <Viewer {...props} />
      {kind === "pdf" && (
        <p className="mt-2 text-sm">
          <a href={props.url} target="_blank" rel="noopener" className="link text-ink-3">
            {newTab}
          </a>
        </p>
      )}
    </div>
  );
}
