import { Cover } from "@/components/ui/cover";
import { Field, Input } from "@/components/ui/field";
import { call } from "@/lib/browser/api";
import { useText } from "@/lib/i18n/use-text";
import { useAction } from "../../api/use-action";
import { PicturePicker } from "../../dashboard-ui/picture-picker";
import { text } from "../text";
import type { Editor } from "../use-editor";

/** The item's cover: a picture or the typographic title. Saved at once. */
export function CoverField({ editor, creatorName }: { editor: Editor; creatorName: string }) {
  const { rail: t, untitled } = useText(text);
  const { draft, fields, desk } = editor;
  const { kind, cover, id } = draft;
  const { run, errorOf } = useAction();
  const params = { itemId: id };
  const saveAlt = async (coverAlt: string) => {
    if (!cover || coverAlt.trim() === cover.alt) return;
    const saved = await run(() => call("PATCH /api/items/{itemId}", { params, body: { coverAlt } }));
    if (saved) await desk.refresh();
  };
  return (
    <div>
      <h3 className="mb-1.5 font-sans text-sm font-semibold tracking-normal">{t.cover}</h3>
      <Cover
        item={{ title: fields.title || untitled, kind, cover, creator: { displayName: creatorName } }}
        sizes="20rem"
        eager
        className="mb-2.5 border border-rule"
      />
      <PicturePicker
        put={(file, crop) => call("PUT /api/items/{itemId}/cover", { params, query: { crop }, file })}
        remove={() => call("DELETE /api/items/{itemId}/cover", { params })}
        what="cover"
        aspect={16 / 9}
        has={cover !== null}
        onSaved={(next) => void desk.take(next)}
      />
      {cover && (
        <Field key={cover.id} label={t.coverAlt} optional className="mt-4" hint={t.coverAltHint} error={errorOf("coverAlt")}>
          {(control) => (
            <Input
              defaultValue={cover.alt}
              maxLength={300}
              onBlur={(event) => void saveAlt(event.target.value)}
              autoComplete="off"
              {...control}
            />
          )}
        </Field>
      )}
    </div>
  );
}
