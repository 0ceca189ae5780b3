import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useText } from "@/lib/i18n/use-text";
import { fieldsOf, isChanged, isPublished, ownNames } from "./fields";
import { text } from "./text";
import type { Editor } from "./use-editor";

export function LeaveDialog({ editor }: { editor: Editor }) {
  const t = useText(text).leave;
  const { leaving, save, draft, fields, changed, pictures, failedPictures } = editor;
  // No save keeps these: readers get them with the next publishing.
  const isWaiting = isPublished(draft) && isChanged(fields, fieldsOf(draft), ownNames);
  const isSavable = !isWaiting && (changed || pictures.isSending);
  const description = isWaiting ? t.waiting : isSavable ? t.text : "";
  // Leaves by itself once nothing is unsaved; it stays for pictures that cannot be sent.
  const saveAndGo = async () => {
    if (!(await save())) leaving.stay();
  };
  return (
    <Dialog
      open={leaving.asking}
      onOpenChange={(open) => !open && leaving.stay()}
      title={t.title}
      description={failedPictures > 0 ? `${description} ${t.pictures(failedPictures)}`.trim() : description}
    >
      <DialogActions>
        <Button onClick={leaving.stay}>{t.stay}</Button>
        <Button variant="danger" onClick={leaving.go}>
          {t.go}
        </Button>
        {isSavable && (
          <Button variant="primary" onClick={() => void saveAndGo()}>
            {t.save}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
