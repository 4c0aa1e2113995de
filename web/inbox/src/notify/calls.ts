import type {
  Notification as Entry,
  NotificationPage,
  NotificationSettings,
  NotificationSettingsPatch,
  UnreadFigure,
} from "../../../contract/types";
import { call } from "../api/http";

export type { Entry, NotificationSettings };

const PAGE = 30;

export const getNotifications = (cursor: string | null, signal?: AbortSignal) =>
  call<NotificationPage>(
    `/notifications?limit=${PAGE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`,
    { signal },
  );

const read = (body: object) => call<UnreadFigure>("/notifications/read", { method: "POST", body });
export const readThese = (ids: string[]) => read({ ids });
export const readUpTo = (id: string) => read({ upTo: id });

export const getNotificationSettings = (signal?: AbortSignal) =>
  call<NotificationSettings>("/me/notifications", { signal });
export const patchNotificationSettings = (change: Partial<NotificationSettingsPatch>) =>
  call<NotificationSettings>("/me/notifications", { method: "PATCH", body: change });
export const setMuted = (conversationId: string, muted: boolean) =>
  call<NotificationSettings>(`/conversations/${conversationId}/mute`, {
    method: muted ? "PUT" : "DELETE",
  });
