import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useText } from "@/lib/i18n/use-text";
import { fieldsOf, isChanged, isPublic, ownNames } from "./fields";
import { text } from "./text";
import type { Editor } from "./use-editor";

export function LeaveDialog({ editor }: { editor: Editor }) {
  const t = useText(text).leave;
  const { leaving, save, draft, fields } = editor;
  // No save keeps these: readers get them with the next publishing.
  const isWaiting = isPublic(draft) && isChanged(fields, fieldsOf(draft), ownNames);
  const saveAndGo = async () => {
    if (await save()) leaving.go();
    else leaving.stay();
  };
  return (
    <Dialog
      open={leaving.asking}
      onOpenChange={(open) => !open && leaving.stay()}
      title={t.title}
      description={isWaiting ? t.waiting : t.text}
    >
      <DialogActions>
        <Button onClick={leaving.stay}>{t.stay}</Button>
        <Button variant="danger" onClick={leaving.go}>
          {t.go}
        </Button>
        {!isWaiting && (
          <Button variant="primary" onClick={() => void saveAndGo()}>
            {t.save}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
