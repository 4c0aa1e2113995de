/** The launcher speaks before the app is there, so it carries its own five sentences. */
export const words = {
  en: {
    open: "Open chat",
    close: "Close chat",
    chat: "Chat",
    unread: (count: number) =>
      count === 1 ? "Open chat, 1 new message" : `Open chat, ${count} new messages`,
  },
  id: {
    open: "Buka chat",
    close: "Tutup chat",
    chat: "Chat",
    unread: (count: number) => `Buka chat, ${count} pesan baru`,
  },
};

export type LoaderWords = (typeof words)["en"];
