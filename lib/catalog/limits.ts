// Limits of published content. Text in characters unless the name says bytes.

export const titleMax = 150;
export const dekMax = 300;
export const bioMax = 600;
export const displayNameMax = 60;
export const slugMax = 80;
export const tagsMax = 5;
export const tagMax = 30;
export const coverAltMax = 300;
/** Stored widths of a cover (16:9) and an avatar (square), in pixels. */
export const coverWidths = [480, 960, 1600] as const;
export const avatarWidths = [64, 128, 256] as const;
export const pictureBytesMax = 15 * 1024 ** 2;
/** Stored widths of a picture in a text, where it has as many pixels, and what its height is bounded by. */
export const textPictureWidths = [480, 960, 1600] as const;
export const textPictureHeightMax = 10_000;
/** Of one item, in all its versions. */
export const textPicturesMax = 500;
/** How long a picture is kept that no version names. */
export const textPictureKeptHours = 24;
export const linksMax = 5;
export const linkMax = 200;
export const removalReasonMax = 300;
/** What an operator says of a piece that they hide, or a creator whom they suspend. */
export const noteMax = 500;
export const fileNameMax = 200;
export const filesMax = 100;
/** That one creator has given up and nobody else may take, for so many days. */
export const formerHandlesMax = 10;
export const formerHandleDays = 90;
/** Of one creator, drafts included; those taken down do not count. */
export const piecesMax = 5_000;
/** Chosen for the front of the market. */
export const featuredMax = 9;
export const previewBytesMax = 200 * 1024;
export const contentBytesMax = 2 * 1024 ** 2;
/** What the texts of all versions of one creator take, as they are written; each picture that a version names takes 400 bytes more. */
export const textBytesMax = 1024 ** 3;
/** How long autosaves replace the same version. */
export const autosaveWindowMs = 10 * 60_000;
