import { NumberInput, type NumberInputProps } from "@mantine/core";
import { useState } from "react";

interface Props extends Omit<NumberInputProps, "value" | "onChange"> {
  value: number;
  onChange: (value: number) => void;
}

const numberIn = (typed: string | number): number => Number(typed) || 0;

/** A number at any moment; but while one types there stands what was typed, also nothing, and no 0. */
export function NumberField({ value, onChange, ...others }: Props) {
  const [typed, setTyped] = useState<string | number | null>(null);
  return (
    <NumberInput
      {...others}
      value={typed !== null && numberIn(typed) === value ? typed : value}
      onChange={(next) => {
        setTyped(next);
        onChange(numberIn(next));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
