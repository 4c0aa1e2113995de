import { Modal, MultiSelect, Radio, Select } from "@mantine/core";
import { useState } from "react";
import { flushSync } from "react-dom";
import type {
  Department,
  InvitedAddress,
  Language,
  Member,
  Role,
} from "../../../../contract/types";
import { invite } from "../../api/accounts";
import { queryClient } from "../../api/queryClient";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { fieldErrors } from "../kit/useEdits";
import { AddressField } from "./AddressField";
import { type Chip, withAddresses } from "./addresses";
import { InviteResults } from "./InviteResults";
import { ROLES } from "./MemberFilters";

const MOST = 200;

interface Props {
  departments: Department[];
  members: Member[];
  onClose: () => void;
}

/** Many addresses at once, and what they all will be. What could not be done stays on screen, with the reason. */
export function InviteDialog({ departments, members, onClose }: Props) {
  const { t } = useTexts();
  const [results, setResults] = useState<InvitedAddress[] | null>(null);
  const done = (told: InvitedAddress[]) => {
    void queryClient.invalidateQueries({ queryKey: ["invitations"] });
    const invited = told.filter(({ result }) => result === "invited").length;
    if (invited) toast({ text: t("invites.sent", { count: invited }), tone: "ok" });
    if (invited === told.length) onClose();
    else setResults(told);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(results ? "invites.results" : "invites.title")}
      centered
      size={560}
      zIndex={300}
      closeButtonProps={{ "aria-label": t("settings.close") }}
      transitionProps={{ duration: 120, transition: "fade" }}
    >
      {results ? (
        <InviteResults results={results} onClose={onClose} />
      ) : (
        <InviteForm departments={departments} members={members} onDone={done} onClose={onClose} />
      )}
    </Modal>
  );
}

interface FormProps extends Props {
  onDone: (results: InvitedAddress[]) => void;
}

function InviteForm({ departments, members, onDone, onClose }: FormProps) {
  const { t, lang } = useTexts();
  const [chips, setChips] = useState<Chip[]>([]);
  const [text, setText] = useState("");
  const [role, setRole] = useState<Role>("agent");
  const [places, setPlaces] = useState<string[]>(
    departments.filter((one) => one.isDefault).map((one) => one.id),
  );
  const [supervised, setSupervised] = useState<string[]>([]);
  const [language, setLanguage] = useState<Language>(lang);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  const send = async () => {
    const all = withAddresses(chips, text);
    setChips(all);
    setText("");
    const emails = all.map((chip) => chip.email);
    const [first, ...others] = emails;
    if (!first) return setError(t("invites.missing"));
    if (all.some((chip) => !chip.good)) return;
    if (emails.length > MOST) return setError(t("invites.most", { count: MOST }));
    // What would be written meanwhile would not be sent, and be gone with the dialog.
    const writtenIn = document.activeElement;
    setBusy(true);
    try {
      const supervisedIds = role === "supervisor" ? supervised : [];
      const body = { role, departmentIds: places, supervisedIds, language };
      onDone((await invite({ ...body, emails: [first, ...others] })).items);
    } catch (refused) {
      setError(Object.values(fieldErrors(refused))[0]);
      flushSync(() => setBusy(false));
      if (writtenIn instanceof HTMLInputElement) writtenIn.focus();
    }
  };

  return (
    <form
      className="invite-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
    >
      <div className="invite-fields" inert={busy}>
        <AddressField
          chips={chips}
          text={text}
          error={error}
          onChange={(next, typed) => {
            setChips(next);
            setText(typed);
            setError(undefined);
          }}
        />
        <Radio.Group
          label={t("members.role")}
          value={role}
          onChange={(value) => setRole(value as Role)}
        >
          <div className="role-choices">
            {[...ROLES].reverse().map((each) => (
              <Radio
                key={each}
                value={each}
                label={t(`role.${each}`)}
                description={t(`members.role.${each}.what`)}
              />
            ))}
          </div>
        </Radio.Group>
        <Places {...{ departments, value: places, onChange: setPlaces }} />
        {role === "supervisor" && (
          <Supervised {...{ members, value: supervised, onChange: setSupervised }} />
        )}
        <Select
          label={t("invites.language")}
          allowDeselect={false}
          data={[
            { value: "id", label: "Bahasa Indonesia" },
            { value: "en", label: "English" },
          ]}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
        />
      </div>
      <p className="meta muted">{t("invites.lasts")}</p>
      <div className="ask-acts">
        <button type="button" className="btn" onClick={onClose}>
          {t("settings.cancel")}
        </button>
        <button type="submit" className="btn btn-main" disabled={busy}>
          {t(busy ? "invites.sending" : "invites.send", { count: Math.max(1, chips.length) })}
        </button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  value: string[];
  onChange: (ids: string[]) => void;
  disabled?: boolean;
  error?: string | undefined;
}

/** The departments of a member. */
export function Places({
  departments,
  value,
  onChange,
  error,
}: ChoiceProps & { departments: Department[] }) {
  const { t } = useTexts();
  return (
    <MultiSelect
      label={t("members.departments")}
      description={t("members.departments.hint")}
      placeholder={value.length ? "" : t("members.departments.choose")}
      data={departments.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      error={error}
      searchable
      nothingFoundMessage={t("members.noneFound")}
    />
  );
}

/** The agents under a supervisor, besides those of his departments. */
export function Supervised({
  members,
  value,
  onChange,
  error,
}: ChoiceProps & { members: Member[] }) {
  const { t } = useTexts();
  return (
    <MultiSelect
      label={t("members.supervised")}
      description={t("members.supervised.hint")}
      data={members
        .filter(({ id, state }) => state === "active" || value.includes(id))
        .map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      error={error}
      searchable
      nothingFoundMessage={t("members.noneFound")}
    />
  );
}
