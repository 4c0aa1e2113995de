import { useTexts } from "../texts/i18n";

const HOME = {
  "Asia/Jakarta": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Jayapura": "WIT",
};

/** Indonesia's three above, then the world's. */
export function ZoneOptions() {
  const { t } = useTexts();
  return (
    <>
      <optgroup label={t("contact.zones.home")}>
        {Object.entries(HOME).map(([zone, name]) => (
          <option key={zone} value={zone}>
            {name}
          </option>
        ))}
      </optgroup>
      <optgroup label={t("contact.zones.world")}>
        {Intl.supportedValuesOf("timeZone")
          .filter((zone) => !(zone in HOME))
          .map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
      </optgroup>
    </>
  );
}
