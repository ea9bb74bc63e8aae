import { event, State } from "rowx";
import { Button, Group, PageHeader } from "rowx/components";
import { useServerState } from "rowx/react";

/** Lives on the server, one for each browser tab. What an event changes is in the browser when it returns. */
export class Counter extends State {
  count = 0;

  get isEven() {
    return this.count % 2 === 0;
  }

  add = event(() => {
    this.count += 1;
  });
}

export default function Page() {
  const state = useServerState(Counter);
  return (
    <>
      <PageHeader title="It works" note="Change app/pages/index.tsx and look here" />
      <Group px={24}>
        <Button onClick={state.add}>Count</Button>
        {state.count} is {state.isEven ? "even" : "odd"}
      </Group>
    </>
  );
}

export const page = { title: "Home" };
