import { Radio } from "@mantine/core";
import { useEffect, useState } from "react";
import type { AlertSound } from "../../../../contract/types";
import { toast } from "../../app/toasts";
import { play } from "../../notify/sounds";
import { percent } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import type { PartProps } from "./MyNotifications";

const SOUNDS: readonly AlertSound[] = ["drop", "chime", "knock"];

/** Which sound and how loud, heard at once. */
export function Sounds({ settings, onChange }: PartProps) {
  const { t, lang } = useTexts();
  const [volume, setVolume] = useState(settings.volume);
  useEffect(() => setVolume(settings.volume), [settings.volume]);
  const hear = async (sound: AlertSound, loud: number) => {
    if (!(await play(sound, loud))) {
      toast({ name: "notify", text: t("notify.sound.failed"), tone: "warn" });
    }
  };
  const choose = () => {
    if (volume !== settings.volume) onChange({ volume });
  };
  return (
    <>
      <Radio.Group
        label={t("notify.sound.which")}
        value={settings.sound}
        onChange={(value) => {
          onChange({ sound: value as AlertSound });
          void hear(value as AlertSound, volume || 60);
        }}
      >
        <div className="set-choices">
          {SOUNDS.map((sound) => (
            <Radio key={sound} value={sound} label={t(`notify.sound.${sound}`)} />
          ))}
        </div>
      </Radio.Group>
      <label className="notify-field">
        {t("notify.sound.volume", { volume: percent(volume / 100, lang) })}
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={volume}
          onChange={(event) => setVolume(Number(event.currentTarget.value))}
          onPointerUp={choose}
          onKeyUp={choose}
          onBlur={choose}
        />
      </label>
      <div className="notify-acts">
        <button
          type="button"
          className="btn"
          disabled={volume === 0}
          onClick={() => void hear(settings.sound, volume)}
        >
          <Icon name="volume" />
          {t("notify.sound.play")}
        </button>
      </div>
    </>
  );
}
