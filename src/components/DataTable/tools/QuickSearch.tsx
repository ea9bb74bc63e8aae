import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { KeyHint } from "../../KeyHint/KeyHint.tsx";
import { useTable, useTablePart } from "../use-table.ts";

/** Typing shows at once; the rows are asked for when the fingers rest. */
const restMs = 120;

/** Searches all text columns. `/` goes to it. */
export function QuickSearch({ noun }: { readonly noun: string }): ReactNode {
  const table = useTable();
  const field = useRef<HTMLInputElement>(null);
  const search = useTablePart((part) => part.search);
  const [text, setText] = useState(search);
  const [asked, setAsked] = useState(search);
  // Cleared from elsewhere: the field follows what is asked.
  if (search !== asked) {
    setAsked(search);
    if (search === "") setText("");
  }
  useEffect(() => {
    if (text === table.search) return;
    const timer = setTimeout(() => table.setSearch(text), restMs);
    return () => clearTimeout(timer);
  }, [table, text]);
  useEffect(() => {
    const keyDown = (event: KeyboardEvent): void => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener("keydown", keyDown);
    return () => window.removeEventListener("keydown", keyDown);
  }, []);
  return (
    <TextInput
      ref={field}
      data-rx-search
      className="rx-tools-search"
      size="xs"
      type="search"
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text === "" ? <KeyHint>/</KeyHint> : undefined}
      rightSectionPointerEvents="none"
      placeholder={`Search ${noun}`}
      aria-label={`Search ${noun}`}
      aria-keyshortcuts="/"
      maxLength={256}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") table.setSearch(text);
        if (event.key === "Escape") {
          setText("");
          table.setSearch("");
        }
      }}
    />
  );
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select");
}
