import type { ReactNode } from "react";
import { Field, Input } from "@/components/ui/field";
import { useText } from "@/lib/i18n/use-text";
import { type Fields, isPublished } from "./fields";
import { CoverField } from "./rail/cover-field";
import { PriceField } from "./rail/price-field";
import { TagsField } from "./rail/tags-field";
import { Visibility } from "./rail/visibility";
import { text } from "./text";
import type { Editor } from "./use-editor";

interface RailProps {
  editor: Editor;
  handle: string;
  creatorName: string;
  origin: string;
  /** Tags in use. */
  tags: string[];
}

const Part = ({ field, children }: { field?: keyof Fields; children: ReactNode }) => (
  <div data-field={field} className="space-y-6 border-t border-rule py-6 first:border-t-0 first:pt-0 last:pb-0">
    {children}
  </div>
);

/** Settings of the item: cover, price, tags, visibility. */
export function EditorRail({ editor, handle, creatorName, origin, tags }: RailProps) {
  const t = useText(text).rail;
  const { fields, set, errorOf } = editor;
  return (
    <>
      <Part field="price">
        <PriceField editor={editor} />
      </Part>
      <Part>
        <CoverField editor={editor} creatorName={creatorName} />
      </Part>
      <Part>
        <div data-field="slug">
          <AddressField editor={editor} place={`${new URL(origin).host}/@${handle}/`} />
        </div>
        <TagsField value={fields.tags} onChange={(value) => set("tags", value)} error={errorOf("tags")} known={tags} />
        <p className="text-sm text-pretty text-ink-3">{isPublished(editor.draft) ? t.publishHint : t.saveHint}</p>
      </Part>
      <Part>
        <Visibility editor={editor} />
      </Part>
    </>
  );
}

function AddressField({ editor, place }: { editor: Editor; place: string }) {
  const t = useText(text).rail;
  const { fields, set, errorOf, draft } = editor;

  return (
    <Field
      label={t.slug}
      error={errorOf("slug")}
      hint={
        <>
          <span className="wrap-anywhere">
            {place}
            <span className="text-ink-2">{fields.slug}</span>
          </span>
          {isPublished(draft) && <span className="block">{t.slugMoves}</span>}
        </>
      }
    >
      {(control) => (
        <Input
          value={fields.slug}
          onChange={(event) => set("slug", event.target.value)}
          maxLength={80}
          autoCapitalize="none"
          spellCheck={false}
          autoComplete="off"
          {...control}
        />
      )}
    </Field>
  );
}
