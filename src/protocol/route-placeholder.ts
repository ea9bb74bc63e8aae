/** What stands for each parameter of a dynamic route in the static export: `/users/[id]` is built as `/users/__rx.html`. */
export const routePlaceholder = "__rx";
