import { inWords, problems } from "@/components/api/in-words";
import { Button } from "@/components/ui/button";
import { useText } from "@/lib/i18n/use-text";
import type { PictureDesk, PictureUpload } from "./picture-desk";
import { text } from "./text";
import { usePictureState } from "./use-pictures";

interface PictureNoticesProps {
  pictures: PictureDesk;
  /** Takes what was not sent out of the text. */
  onDrop(source: string): void;
}

/** What becomes of the pictures that were pasted, dropped or chosen: one line each, until it is dealt with. */
export function PictureNotices({ pictures, onDrop }: PictureNoticesProps) {
  const t = useText(text);
  const { uploads, told } = usePictureState(pictures);
  const sending = uploads.filter(({ state }) => state === "sending").length;
  const failed = uploads.filter(({ state }) => state === "failed");
  return (
    <div role="status" aria-label={t.label} className="text-sm text-pretty">
      {sending > 0 && <p className="py-1.5 text-ink-2">{t.sending(sending)}</p>}
      {failed.map((upload) => (
        <Failed key={upload.source} upload={upload} pictures={pictures} onDrop={onDrop} />
      ))}
      {told.length > 0 && (
        <div className="flex items-start gap-4 py-1.5">
          <div className="grow space-y-1">
            {told.map((each) => (
              <p key={JSON.stringify(each)}>{t.tell(each)}</p>
            ))}
          </div>
          <Button size="small" onClick={() => pictures.dismiss()}>
            {t.dismiss}
          </Button>
        </div>
      )}
    </div>
  );
}

function Failed({ upload, pictures, onDrop }: { upload: PictureUpload } & PictureNoticesProps) {
  const t = useText(text);
  const words = useText(problems);
  const { source, name, problem } = upload;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-1.5">
      <p className="min-w-48 grow text-red">{t.failed(name, problem ? inWords(problem, words).message : "")}</p>
      <Button size="small" onClick={() => pictures.retry(source)}>
        {t.retry}
      </Button>
      <Button
        size="small"
        onClick={() => {
          pictures.drop(source);
          onDrop(source);
        }}
      >
        {t.drop}
      </Button>
    </div>
  );
}
