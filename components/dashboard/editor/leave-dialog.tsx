import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import type { Editor } from "./use-editor";

export function LeaveDialog({ editor }: { editor: Editor }) {
  const { leaving, save } = editor;
  const saveAndGo = async () => {
    if (await save()) leaving.go();
    else leaving.stay();
  };
  return (
    <Dialog
      open={leaving.asking}
      onOpenChange={(open) => !open && leaving.stay()}
      title="Leave without saving?"
      description="There are changes on this page that the server does not have yet. Text is kept on this device and offered when you come back."
    >
      <DialogActions>
        <Button onClick={leaving.stay}>Stay</Button>
        <Button variant="danger" onClick={leaving.go}>
          Leave without them
        </Button>
        <Button variant="primary" onClick={() => void saveAndGo()}>
          Save and leave
        </Button>
      </DialogActions>
    </Dialog>
  );
}
