import type { ComponentType, LazyExoticComponent } from "react";
import type { Role } from "../../../contract/types";
import { ADMINS, EVERYBODY, SUPERVISION } from "../app/areas";
import { lazily } from "../app/late";
import type { TextKey } from "../texts/i18n";
import type { IconName } from "../ui/iconPaths";

export type PageGroup = "workspace" | "channels" | "work" | "own";

export const GROUPS: Record<PageGroup, TextKey> = {
  workspace: "settings.group.workspace",
  channels: "settings.group.channels",
  work: "settings.group.work",
  own: "settings.group.own",
};

export interface PageProps {
  page: SettingsPage;
  /** What stands in the address after the page: the id of the channel that is open. */
  item: string | null;
}

/** One page of the settings, under /settings/<id>. */
export interface SettingsPage {
  id: string;
  group: PageGroup;
  title: TextKey;
  /** More words by which the search finds it. */
  keywords: TextKey;
  icon: IconName;
  roles: readonly Role[];
  Component: LazyExoticComponent<ComponentType<PageProps>>;
}

/** A row here, and the page is in the list, in the search and under its address. */
export const PAGES: readonly SettingsPage[] = [
  {
    id: "set-up",
    group: "workspace",
    title: "settings.setup",
    keywords: "settings.setup.keywords",
    icon: "list-check",
    roles: ADMINS,
    Component: lazily(() => import("./setup/SetUp")),
  },
  {
    id: "company",
    group: "workspace",
    title: "settings.company",
    keywords: "settings.company.keywords",
    icon: "building",
    roles: ADMINS,
    Component: lazily(() => import("./company/Company")),
  },
  {
    id: "hours",
    group: "workspace",
    title: "settings.hours",
    keywords: "settings.hours.keywords",
    icon: "clock",
    roles: ADMINS,
    Component: lazily(() => import("./hours/WorkingHours")),
  },
  {
    id: "departments",
    group: "workspace",
    title: "settings.departments",
    keywords: "settings.departments.keywords",
    icon: "sitemap",
    roles: ADMINS,
    Component: lazily(() => import("./departments/Departments")),
  },
  {
    id: "members",
    group: "workspace",
    title: "settings.members",
    keywords: "settings.members.keywords",
    icon: "users",
    roles: ADMINS,
    Component: lazily(() => import("./members/Members")),
  },
  {
    id: "away-reasons",
    group: "work",
    title: "settings.awayReasons",
    keywords: "settings.awayReasons.keywords",
    icon: "clock-pause",
    roles: ADMINS,
    Component: lazily(() => import("./awayReasons/AwayReasons")),
  },
  {
    id: "mails",
    group: "workspace",
    title: "settings.mails",
    keywords: "settings.mails.keywords",
    icon: "mail",
    roles: ADMINS,
    Component: lazily(() => import("./mails/MailLog")),
  },
  {
    id: "channels",
    group: "channels",
    title: "settings.channels",
    keywords: "settings.channels.keywords",
    icon: "message-circle",
    roles: ADMINS,
    Component: lazily(() => import("./channels/Channels")),
  },
  {
    id: "not-understood",
    group: "channels",
    title: "settings.kept",
    keywords: "settings.kept.keywords",
    icon: "alert-triangle",
    roles: ADMINS,
    Component: lazily(() => import("./kept/NotUnderstood")),
  },
  {
    id: "distribution",
    group: "work",
    title: "settings.distribution",
    keywords: "settings.distribution.keywords",
    icon: "arrows-split-2",
    roles: ADMINS,
    Component: lazily(() => import("./distribution/Distribution")),
  },
  {
    id: "labels",
    group: "work",
    title: "settings.labels",
    keywords: "settings.labels.keywords",
    icon: "tag",
    roles: ADMINS,
    Component: lazily(() => import("./labels/Labels")),
  },
  {
    id: "contact-fields",
    group: "work",
    title: "settings.contactFields",
    keywords: "settings.contactFields.keywords",
    icon: "address-book",
    roles: ADMINS,
    Component: lazily(() => import("./contactFields/ContactFields")),
  },
  {
    id: "quick-replies",
    group: "work",
    title: "settings.quickReplies",
    keywords: "settings.quickReplies.keywords",
    icon: "bolt",
    roles: EVERYBODY,
    Component: lazily(() => import("./quickReplies/QuickReplies")),
  },
  {
    id: "signatures",
    group: "work",
    title: "settings.signatures",
    keywords: "settings.signatures.keywords",
    icon: "mail",
    roles: EVERYBODY,
    Component: lazily(() => import("./signatures/Signatures")),
  },
  {
    id: "blocked",
    group: "work",
    title: "settings.blocked",
    keywords: "settings.blocked.keywords",
    icon: "ban",
    roles: SUPERVISION,
    Component: lazily(() => import("./blocked/Blocked")),
  },
  {
    id: "account",
    group: "own",
    title: "settings.account",
    keywords: "settings.account.keywords",
    icon: "user",
    roles: EVERYBODY,
    Component: lazily(() => import("./account/Account")),
  },
  {
    id: "notifications",
    group: "own",
    title: "settings.notifications",
    keywords: "settings.notifications.keywords",
    icon: "bell",
    roles: EVERYBODY,
    Component: lazily(() => import("./notifications/MyNotifications")),
  },
  {
    id: "display",
    group: "own",
    title: "settings.display",
    keywords: "settings.display.keywords",
    icon: "keyboard",
    roles: EVERYBODY,
    Component: lazily(() => import("./display/Display")),
  },
];

export const pagesFor = (role: Role): SettingsPage[] =>
  PAGES.filter((page) => page.roles.includes(role));

export const pagePath = (id: string, item?: string): string =>
  item ? `/settings/${id}/${item}` : `/settings/${id}`;
