import { Button, EmptyState } from "rowx/components";
import { Link } from "rowx/react";

export default function NotFoundPage() {
  return (
    <EmptyState title="There is no such page" description="The address may be old, or a letter is missing." py={64}>
      <EmptyState.Actions>
        <Button component={Link} href="/" variant="default">
          To the first page
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}

export const page = { title: "Not found" };
