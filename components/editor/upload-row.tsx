import { CloudUpload, Pause, Play, RotateCcw, X } from "lucide-react";
import { useText } from "@/lib/i18n/use-text";
import { formatBytes } from "@/lib/kernel/bytes";
import { inWords, problems } from "../api/in-words";
import { IconButton } from "./icon-button";
import { text } from "./text";
import type { Upload, Uploads } from "./use-uploads";

const minute = 60;

type Texts = (typeof text)["en"]["uploads"];

/** "12 s left", "3 min left", "1 h 20 min left". */
function timeLeft({ bytes, sent, rate }: Upload, t: Texts): string | null {
  if (rate <= 0) return null;
  const seconds = Math.ceil((bytes - sent) / rate);
  if (seconds < minute) return t.secondsLeft(Math.max(1, seconds));
  const minutes = Math.round(seconds / minute);
  return minutes < 60 ? t.minutesLeft(minutes) : t.hoursLeft(Math.floor(minutes / 60), minutes % 60);
}

/** The status line of an upload. */
function wordsOf(upload: Upload, t: Texts): string {
  const { state, bytes, sent, rate } = upload;
  const size = formatBytes(bytes);
  const share = t.share(bytes > 0 ? Math.floor((sent / bytes) * 100) : 0, size);
  switch (state) {
    case "waiting":
      return sent > 0 ? t.goesOn(share) : t.waiting(size);
    case "sending":
      return [share, rate > 0 && `${formatBytes(rate)}/s`, timeLeft(upload, t)].filter(Boolean).join(" · ");
    case "checking":
      return t.checking(size);
    case "paused":
      return t.paused(share);
    case "left":
      return t.left(share);
    case "failed":
      return sent > 0 ? t.stopped(share) : t.notSent(size);
  }
}

/** Whether a refusal is final, so that resuming cannot help. */
const hopeless = [400, 403, 404, 410, 413, 422];

interface UploadRowProps {
  upload: Upload;
  /** As wide as the drag handles above. */
  isIndented: boolean;
  uploads: Uploads;
}

/** An upload in progress: state, remaining time and actions. */
export function UploadRow({ upload, isIndented, uploads: { pause, resume, cancel } }: UploadRowProps) {
  const t = useText(text).uploads;
  const { key, name, bytes, sent, state } = upload;
  const words = useText(problems);
  const problem = upload.problem && inWords(upload.problem, words);
  const isMoving = state === "sending" || state === "checking";
  const isFinal = problem !== null && hopeless.includes(problem.status);
  return (
    <li className={`flex items-start gap-2 border-b border-rule py-3 sm:gap-3 ${isIndented ? "ps-7 sm:ps-8" : ""}`}>
      <CloudUpload aria-hidden strokeWidth={1.6} className={`mt-1 size-5 shrink-0 ${isMoving ? "text-red" : "text-ink-3"}`} />
      <div className="min-w-0 flex-1">
        <p className="font-semibold break-words">{name}</p>
        {!(isFinal && sent === 0) && (
          <progress
            value={bytes > 0 ? sent / bytes : 0}
            aria-label={t.uploading(name)}
            className={`mt-1.5 block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunk [&::-webkit-progress-bar]:bg-sunk ${
              isMoving
                ? "[&::-moz-progress-bar]:bg-red-fill [&::-webkit-progress-value]:bg-red-fill [&::-webkit-progress-value]:transition-[inline-size]"
                : "[&::-moz-progress-bar]:bg-ink-3 [&::-webkit-progress-value]:bg-ink-3"
            }`}
          />
        )}
        <p className="figures mt-1 text-sm text-pretty text-ink-3">{wordsOf(upload, t)}</p>
        {problem && (
          <p role="alert" className="text-sm text-pretty text-red">
            {problem.message}
            {!isFinal && t.pressResume}
          </p>
        )}
      </div>
      <div className="-my-1 flex shrink-0">
        {(state === "sending" || state === "waiting") && (
          <IconButton label={t.pauseOf(name)} title={t.pause} icon={Pause} onClick={() => pause(key)} />
        )}
        {state === "paused" && <IconButton label={t.resumeOf(name)} title={t.resume} icon={Play} onClick={() => resume(key)} />}
        {state === "failed" && !isFinal && (
          <IconButton label={t.resumeOf(name)} title={t.resume} icon={RotateCcw} onClick={() => resume(key)} />
        )}
        <IconButton
          label={isFinal ? t.dismissOf(name) : t.cancelOf(name)}
          title={isFinal ? t.dismiss : t.cancel}
          icon={X}
          onClick={() => cancel(key)}
          danger
        />
      </div>
    </li>
  );
}
