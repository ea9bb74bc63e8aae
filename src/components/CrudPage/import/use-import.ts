import { useEffect, useRef, useState } from "react";
import { sendFile } from "../../../client/files/send-file.ts";
import type { CsvAnswer, CsvImport, CsvLook, CsvOutcome, CsvTarget } from "../../../protocol/crud.ts";
import type { FormMessage } from "../../../protocol/form.ts";
import { refusalOf } from "../../ModelForm/refusal-of.ts";
import type { CrudView } from "../crud-view.ts";
import { sizeText } from "./import-text.ts";
import { usableKeys, type ImportFields } from "./targets.ts";

/** So much of a file is looked at. */
const lookBytes = 65_536;

/** How far a file is. */
export interface ImportProgress {
  readonly what: "Reading" | "Checking" | "Importing";
  /** 0 to 1. */
  readonly share: number;
  readonly rows: number;
}

/** How a file is read: where its columns go, by which key rows are found, what a row with an error means. */
interface Plan {
  readonly columns: readonly (CsvTarget | null)[];
  readonly key: readonly string[] | undefined;
  readonly skips: boolean;
}

/** An import at work. */
export interface ImportView extends Plan {
  readonly file: File | undefined;
  readonly look: CsvLook | undefined;
  /** What a check found, or a write that wrote nothing; it is of the plan as it stands. */
  readonly outcome: CsvOutcome | undefined;
  readonly progress: ImportProgress | undefined;
  readonly problem: string | undefined;
  readonly choose: (file: File | null) => void;
  readonly setTarget: (at: number, target: CsvTarget | null) => void;
  readonly setKey: (key: readonly string[] | undefined) => void;
  readonly setSkips: (skips: boolean) => void;
  readonly check: () => void;
  readonly write: () => void;
}

/** What useImport is given. */
export interface ImportOptions {
  readonly crud: CrudView;
  readonly form: FormMessage;
  readonly fields: ImportFields;
  /** It is written. */
  readonly onDone: (outcome: CsvOutcome) => void;
}

/** A file, or the beginning of one, on its way. */
interface Sending {
  readonly request: CsvImport;
  readonly body: Blob;
  readonly onEnd: (answer: CsvAnswer) => void;
}

const noPlan: Plan = { columns: [], key: undefined, skips: false };

/** Takes a file from being chosen to being written. What is still on its way ends with the component. */
export function useImport({ crud, form, fields, onDone }: ImportOptions): ImportView {
  const [file, setFile] = useState<File>();
  const [look, setLook] = useState<CsvLook>();
  const [plan, setPlan] = useState(noPlan);
  const [outcome, setOutcome] = useState<CsvOutcome>();
  const [progress, setProgress] = useState<ImportProgress>();
  const [problem, setProblem] = useState<string>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const send = async (what: ImportProgress["what"], { request, body, onEnd }: Sending): Promise<void> => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    setProblem(undefined);
    setProgress({ what, share: 0, rows: 0 });
    try {
      const ticket = await crud.importCsv(request);
      const onLine = (line: CsvAnswer): void => {
        if (line.type === "progress" && !signal.aborted)
          setProgress({ what, share: line.bytes / Math.max(1, body.size), rows: line.rows });
      };
      const answer = await sendFile(ticket, body, { signal, onLine });
      if (!signal.aborted) onEnd(answer);
    } catch (thrown) {
      if (!signal.aborted) setProblem(refusalOf(thrown).message);
    } finally {
      if (!signal.aborted) setProgress(undefined);
    }
  };

  const choose: ImportView["choose"] = (chosen) => {
    running.current?.abort();
    setFile(chosen ?? undefined);
    setLook(undefined);
    setPlan(noPlan);
    setOutcome(undefined);
    setProgress(undefined);
    setProblem(undefined);
    if (chosen === null) return;
    if (chosen.size > fields.maxBytes) {
      setProblem(`Choose a file of at most ${sizeText(fields.maxBytes)}, or cut this one in parts.`);
      return;
    }
    const onEnd = (answer: CsvAnswer): void => {
      if (answer.type !== "look") return;
      setLook(answer);
      const own = usableKeys(fields, answer.columns).find((key) => key.join("\0") === form.key.join("\0"));
      setPlan({ columns: answer.columns, key: own, skips: false });
    };
    void send("Reading", { request: { how: "look" }, body: chosen.slice(0, lookBytes), onEnd });
  };

  const run = (how: "check" | "write"): void => {
    if (file === undefined || look === undefined) return;
    const { columns, key, skips } = plan;
    const request: CsvImport = {
      how,
      columns,
      delimiter: look.delimiter,
      onError: skips ? "skip" : "stop",
      ...(key !== undefined && { key }),
    };
    const onEnd = (answer: CsvAnswer): void => {
      if (answer.type !== "done") return;
      if (answer.written) onDone(answer);
      else setOutcome(answer);
    };
    void send(how === "check" ? "Checking" : "Importing", { request, body: file, onEnd });
  };

  // What was found is of the columns as they were.
  const replan = (next: Plan): void => {
    const isThere = usableKeys(fields, next.columns).some((key) => key.join("\0") === next.key?.join("\0"));
    setPlan(isThere ? next : { ...next, key: undefined });
    setOutcome(undefined);
    setProblem(undefined);
  };
  return {
    ...plan,
    file,
    look,
    outcome,
    progress,
    problem,
    choose,
    setTarget: (at, target) => replan({ ...plan, columns: plan.columns.with(at, target) }),
    setKey: (key) => replan({ ...plan, key }),
    setSkips: (skips) => setPlan({ ...plan, skips }),
    check: () => run("check"),
    write: () => run("write"),
  };
}
