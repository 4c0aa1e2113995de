import type { Location } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { coordinates, mapUrl } from "./figures";

/** A place on earth: its name, its numbers, and a way to a map. No map is loaded from elsewhere. */
export function Place({ place }: { place: Location }) {
  const { t } = useTexts();
  const numbers = coordinates(place);
  return (
    <div className="card">
      <Icon name="map-pin" size={20} />
      <span className="card-b">
        <b>{place.name || numbers}</b>
        {place.address && <span className="meta muted">{place.address}</span>}
        {place.name && <span className="meta muted num">{numbers}</span>}
        <span className="card-acts">
          <a className="btn-link" href={mapUrl(place)} target="_blank" rel="noopener noreferrer">
            {t("kind.map")}
            <Icon name="external-link" size={12} />
          </a>
          <button
            type="button"
            className="btn-link"
            onClick={() => void navigator.clipboard?.writeText(numbers)}
          >
            {t("kind.copyPlace")}
          </button>
        </span>
      </span>
    </div>
  );
}
