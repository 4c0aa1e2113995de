import type { DoorName } from "./byLink";
import { Forgot } from "./Forgot";
import { Invite } from "./Invite";
import { Reset } from "./Reset";
import "../texts/door";
import "@mantine/core/styles/Button.layer.css";
import "@mantine/core/styles/Loader.layer.css";
import "../texts/refusals";

const PAGES = { forgot: Forgot, reset: Reset, invite: Invite };

/** The pages that open without signing in; whoever is signed in may use them as well. */
export default function Door({ name }: { name: DoorName }) {
  const Page = PAGES[name];
  return <Page />;
}
