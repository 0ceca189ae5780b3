import { exportShop } from "@/lib/export/export-shop";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "exportShop",
    summary: "Everything the signed-in creator has here, as a ZIP archive that can be imported again",
    description:
      "Texts with all their versions, files, profile and sales, as of the moment of the request; its README.txt says what lies where. Streamed: the size is not known before. An archive that was broken off does not open.",
    tag: "Creators",
    auth: "session",
    scope: "export",
    limit: { requests: 20, seconds: 600, isShared: true },
    response: { description: "The archive", mediaType: "application/zip" },
    errors: ["not_allowed"],
  },
  async ({ actor }) => {
    const { body, fileName } = await exportShop(services(), actor.wallet);
    return new Response(body, {
      headers: {
        "Content-Type": "application/zip",
        "Content-Disposition": `attachment; filename="${fileName}"`,
        "Cache-Control": "private, no-store, no-transform",
      },
    });
  },
);
