import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";
import type { Editor } from "./use-editor";

export function LeaveDialog({ editor }: { editor: Editor }) {
  const t = useText(text).leave;
  const { leaving, save } = editor;
  const saveAndGo = async () => {
    if (await save()) leaving.go();
    else leaving.stay();
  };
  return (
    <Dialog open={leaving.asking} onOpenChange={(open) => !open && leaving.stay()} title={t.title} description={t.text}>
      <DialogActions>
        <Button onClick={leaving.stay}>{t.stay}</Button>
        <Button variant="danger" onClick={leaving.go}>
          {t.go}
        </Button>
        <Button variant="primary" onClick={() => void saveAndGo()}>
          {t.save}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
