import { Icon } from "../ui/Icon";
import { RowSkeletons } from "../ui/Skeletons";

/** The same frame that index.html draws before any script has run. */
export function FirstFrame() {
  return (
    <div className="app" data-open="list" aria-hidden="true">
      <div className="rail">
        <span className="logo">
          <Icon name="simpul" size={20} />
        </span>
      </div>
      <div className="list">
        <div className="hd" />
        <div className="tabs" />
        <RowSkeletons />
      </div>
      <div className="thread">
        <div className="hd" />
      </div>
    </div>
  );
}
