import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { Holiday } from "../../../../contract/types";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { getNationalHolidays } from "../house";
import { fieldId } from "../kit/fields";
import { type FieldErrors, fieldErrors } from "../kit/useEdits";

interface Props {
  holidays: Holiday[];
  errors: FieldErrors;
  /** Of Indonesia, the country of the house, the button says so by name. */
  indonesian: boolean;
  onChange: (holidays: Holiday[]) => void;
}

const THIS_YEAR = new Date().getFullYear();

/** The closed days, each editable; a country's official ones are added by the year. */
export function HolidaysField({ holidays, errors, indonesian, onChange }: Props) {
  const { t } = useTexts();
  const [asking, setAsking] = useState(0);
  const add = async (year: number) => {
    setAsking(year);
    try {
      const { items } = await getNationalHolidays(year);
      const have = new Set(holidays.map(({ date }) => date));
      const news = items.filter(({ date }) => !have.has(date));
      const all = [...holidays, ...news].sort((a, b) => a.date.localeCompare(b.date));
      if (news.length) onChange(all);
      toast({ name: "holidays", text: t("holidays.added", { count: news.length }), tone: "plain" });
    } catch (error) {
      toast({ text: Object.values(fieldErrors(error))[0] ?? "", tone: "warn" });
    } finally {
      setAsking(0);
    }
  };
  const put = (at: number, change: Partial<Holiday>) =>
    onChange(holidays.map((day, i) => (i === at ? { ...day, ...change } : day)));
  const blank = { date: "", nameId: "", nameEn: "", unsure: false };
  return (
    <>
      <div className="holidays-add">
        {[THIS_YEAR, THIS_YEAR + 1].map((year) => (
          <button
            key={year}
            type="button"
            className="btn btn-small"
            disabled={asking !== 0}
            onClick={() => void add(year)}
          >
            <Icon name="calendar" />
            {t(indonesian ? "holidays.addIndonesia" : "holidays.addNational", { year })}
          </button>
        ))}
        <button
          type="button"
          className="btn btn-small"
          onClick={() => onChange([...holidays, blank])}
        >
          <Icon name="plus" />
          {t("holidays.addOne")}
        </button>
      </div>
      {errors.holidays && <p className="week-wrong">{errors.holidays}</p>}
      {holidays.length === 0 ? (
        <p className="muted set-none">{t("holidays.none")}</p>
      ) : (
        <ul className="holidays">
          {holidays.map((day, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a day may have no date yet
            <li key={at} className="holiday">
              <TextInput
                id={fieldId(`holidays.${at}.date`)}
                type="date"
                aria-label={t("holidays.date")}
                value={day.date}
                error={errors[`holidays.${at}.date`]}
                onChange={(event) => put(at, { date: event.currentTarget.value, unsure: false })}
              />
              <TextInput
                id={fieldId(`holidays.${at}.nameId`)}
                lang="id"
                aria-label={t("holidays.nameId")}
                placeholder={t("holidays.nameId")}
                value={day.nameId}
                error={errors[`holidays.${at}.nameId`]}
                onChange={(event) => put(at, { nameId: event.currentTarget.value })}
              />
              <TextInput
                id={fieldId(`holidays.${at}.nameEn`)}
                lang="en"
                aria-label={t("holidays.nameEn")}
                placeholder={t("holidays.nameEn")}
                value={day.nameEn}
                error={errors[`holidays.${at}.nameEn`]}
                onChange={(event) => put(at, { nameEn: event.currentTarget.value })}
              />
              {day.unsure ? (
                <button
                  type="button"
                  className="chip chip-warn"
                  data-tip={t("holidays.unsure.lead")}
                  onClick={() => put(at, { unsure: false })}
                >
                  <Icon name="alert-triangle" size={12} />
                  {t("holidays.unsure")}
                </button>
              ) : (
                <span />
              )}
              <button
                type="button"
                className="ib ib-small"
                aria-label={t("holidays.remove", { date: day.date })}
                onClick={() => onChange(holidays.filter((_, i) => i !== at))}
              >
                <Icon name="trash" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
