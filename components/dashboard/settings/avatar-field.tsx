"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { call } from "@/lib/browser/api";
import { useText } from "@/lib/i18n/use-text";
import { PicturePicker } from "../../dashboard-ui/picture-picker";
import { text } from "./text";

/** The creator's picture, saved as soon as it is chosen. */
export function AvatarField({ name, initial }: { name: string; initial: string | null }) {
  const t = useText(text).profile;
  const router = useRouter();
  const [pictureId, setPictureId] = useState(initial);
  return (
    <div>
      <p className="mb-2 text-sm font-semibold">{t.picture}</p>
      <div className="flex items-center gap-5">
        <Avatar name={name} pictureId={pictureId} className="size-20 text-4xl" />
        <PicturePicker
          put={(file, crop) => call("PUT /api/creators/me/avatar", { query: { crop }, file })}
          remove={() => call("DELETE /api/creators/me/avatar")}
          what="picture"
          aspect={1}
          round
          has={pictureId !== null}
          onSaved={({ avatarId }) => {
            setPictureId(avatarId);
            router.refresh();
          }}
        />
      </div>
    </div>
  );
}
