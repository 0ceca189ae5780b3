// The process in which Markdown is rendered: it knows no settings, no secrets and no connections, and is ended when a text takes more
// than its share.
import workerpool from "workerpool";
import { startWatchdog } from "../worker-process/watchdog";
import { CPU_MS_MAX, HTML_CHARACTERS_MAX, MEMORY_BYTES_MAX } from "./bounds";
import { type Part, renderPart } from "./render-part";

const watchdog = startWatchdog({ memoryBytesMax: MEMORY_BYTES_MAX, taskCpuMsMax: CPU_MS_MAX });

/** Null for what cannot be rendered, or only to something out of all proportion. */
function render(part: Part): string | null {
  try {
    const html = watchdog.watch(() => renderPart(part));
    return html.length <= HTML_CHARACTERS_MAX ? html : null;
  } catch {
    return null;
  }
}

workerpool.worker({ render });
