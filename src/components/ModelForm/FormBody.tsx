import { useEffect, useRef, type ReactNode } from "react";
import { ConflictPanel } from "./ConflictPanel.tsx";
import { FormFields, type FormFieldsProps } from "./FormFields.tsx";
import { goToFirstError } from "./go-to-first-error.ts";

/** Props of FormBody. */
export interface FormBodyProps extends FormFieldsProps {
  readonly className: string;
  readonly onSubmit: () => void;
  /** Below the fields. */
  readonly children?: ReactNode;
}

/** A form's content: what is wrong with all of it, what two people changed, its fields. A save that failed leads to what is to be looked at first. */
export function FormBody({ className, onSubmit, children, ...props }: FormBodyProps): ReactNode {
  const { form, fields, known } = props;
  const body = useRef<HTMLFormElement>(null);
  const { attempts, problem } = form;
  useEffect(() => {
    if (attempts > 0) goToFirstError(body.current);
  }, [attempts]);
  return (
    <form
      ref={body}
      className={className}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {problem !== undefined && (
        <div className="rx-form-problem" role="alert">
          {problem}
        </div>
      )}
      <ConflictPanel form={form} fields={fields} known={known} />
      <FormFields {...props} />
      {children}
    </form>
  );
}
