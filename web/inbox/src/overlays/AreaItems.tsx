import { Menu } from "@mantine/core";
import { AREAS } from "../app/areas";
import { me } from "../app/me";
import { goTo } from "../app/places";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** The areas beside the chats as rows of the profile menu, which is all a phone has of the rail. */
export function AreaItems() {
  const { t } = useTexts();
  return (
    <>
      <Menu.Divider />
      {AREAS.filter((area) => area.roles.includes(me().role)).map((area) => (
        <Menu.Item
          key={area.name}
          leftSection={<Icon name={area.icon} />}
          closeMenuOnClick
          onClick={() => goTo(`/${area.name}`)}
        >
          {t(area.text)}
        </Menu.Item>
      ))}
    </>
  );
}
