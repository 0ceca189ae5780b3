"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ToastProvider, useAnnounce } from "@/components/ui/toast";
import { Section } from "./section";

/** Dialogs, menus and toasts. */
export function Overlays() {
  return (
    <ToastProvider>
      <Section id="overlays" title="Dialog and toast">
        <Openers />
      </Section>
    </ToastProvider>
  );
}

function Openers() {
  const [open, setOpen] = useState(false);
  const announce = useAnnounce();
  return (
    <div className="flex flex-wrap gap-3">
      <Button onClick={() => setOpen(true)}>Open a dialog</Button>
      <Button onClick={() => announce("Published")}>Say that something is done</Button>
      <Button onClick={() => announce("It could not be saved", "red")}>Say that something went wrong</Button>
      <Dialog open={open} onOpenChange={setOpen} title="Take it down?" description="Whoever bought it keeps it.">
        <DialogActions>
          <Button onClick={() => setOpen(false)}>Keep it</Button>
          <Button variant="danger" onClick={() => setOpen(false)}>
            Take it down
          </Button>
        </DialogActions>
      </Dialog>
    </div>
  );
}
