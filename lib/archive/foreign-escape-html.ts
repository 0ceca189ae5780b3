const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escapeHtml = (text: unknown) => String(text ?? "").replace(/[&<>"]/g, (character) => escapes[character] ?? "");
