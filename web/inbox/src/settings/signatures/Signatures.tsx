import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useId, useState } from "react";
import type { Signature } from "../../../../contract/types";
import { getSignatures, putSignature } from "../../api/mails";
import { queryClient } from "../../api/queryClient";
import { lazily } from "../../app/late";
import { me } from "../../app/me";
import { useTexts } from "../../texts/i18n";
import { isMail } from "../../ui/channels";
import { useChannels, useDepartments } from "../house";
import { FormPage } from "../kit/FormPage";
import { Loaded } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import { Section } from "../kit/Section";
import { useEdits } from "../kit/useEdits";
import type { PageProps } from "../pages";
import "../../texts/mail";

const SignatureEditor = lazily(() => import("./SignatureEditor"));

interface Owner {
  scope: Signature["scope"];
  id: string;
  name: string;
}

/** /settings/signatures: what stands below one's mails; for admins also those of departments and mailboxes. */
export default function Signatures({ page }: PageProps) {
  const { t } = useTexts();
  const query = useQuery({
    queryKey: ["signatures"],
    queryFn: ({ signal }) => getSignatures(signal),
  });
  const owners = useOwners();
  const [chosen, setChosen] = useState(`member:${me().id}`);
  const owner = owners.find((one) => keyOf(one) === chosen) ?? owners[0];
  if (!query.data || !owner)
    return (
      <PageFrame page={page} lead={t("signatures.lead")}>
        <Loaded query={query}>{() => null}</Loaded>
      </PageFrame>
    );
  const stored = query.data.items.find((s) => s.scope === owner.scope && s.ownerId === owner.id);
  return (
    <SignatureForm
      key={chosen}
      page={page}
      owner={owner}
      owners={owners}
      html={stored?.html ?? ""}
      onChoose={setChosen}
    />
  );
}

const keyOf = (owner: Owner): string => `${owner.scope}:${owner.id}`;

/** Whose one may write: one's own, and as an admin those of the house. */
function useOwners(): Owner[] {
  const { t } = useTexts();
  const own = me();
  const admin = own.role === "admin";
  const departments = useDepartments().data?.items ?? [];
  const channels = useChannels(admin).data?.items ?? [];
  const mine: Owner = { scope: "member", id: own.id, name: t("signatures.own") };
  if (!admin) return [mine];
  return [
    mine,
    ...departments.map(({ id, name }): Owner => ({ scope: "department", id, name })),
    ...channels
      .filter((one) => isMail(one.kind))
      .map(({ id, name }): Owner => ({ scope: "channel", id, name })),
  ];
}

interface FormProps {
  page: PageProps["page"];
  owner: Owner;
  owners: readonly Owner[];
  html: string;
  onChoose: (key: string) => void;
}

function SignatureForm({ page, owner, owners, html, onChoose }: FormProps) {
  const { t } = useTexts();
  const id = useId();
  const edits = useEdits({ html }, async (change) => {
    await putSignature(owner.scope, owner.id, change.html ?? "");
    await queryClient.invalidateQueries({ queryKey: ["signatures"] });
    await queryClient.invalidateQueries({ queryKey: ["replyMail"] });
  });
  const groups = (["member", "department", "channel"] as const)
    .map((scope) => ({
      group: t(`signatures.scope.${scope}`),
      items: owners
        .filter((one) => one.scope === scope)
        .map((one) => ({ value: keyOf(one), label: one.name })),
    }))
    .filter(({ items }) => items.length > 0);
  return (
    <FormPage
      page={page}
      edits={edits}
      labels={{ html: t("settings.signatures"), text: t("settings.signatures") }}
      lead={t("signatures.lead")}
    >
      {owners.length > 1 && (
        <Select
          label={t("signatures.whose")}
          description={edits.changed.length ? t("signatures.saveFirst") : undefined}
          data={groups}
          value={keyOf(owner)}
          allowDeselect={false}
          disabled={edits.changed.length > 0}
          onChange={(key) => key && onChoose(key)}
        />
      )}
      <Section>
        <div className="set-section-h">
          <h2 id={id}>{owner.name}</h2>
        </div>
        <Suspense fallback={<div className="signature-box signature-skeleton" />}>
          <SignatureEditor
            html={edits.values.html}
            labelledBy={id}
            onChange={(next) => edits.set("html", next)}
          />
        </Suspense>
        <p className="muted set-small">{t("signatures.order")}</p>
      </Section>
    </FormPage>
  );
}
