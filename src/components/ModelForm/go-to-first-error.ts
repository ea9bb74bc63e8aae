/** Puts the focus on the first field of a form that is wrong, or on the question that a conflict asks. */
export function goToFirstError(form: Element | null | undefined): void {
  form?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert] button")?.focus();
}
