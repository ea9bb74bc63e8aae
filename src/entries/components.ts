// Ours, and everything of Mantine under its own name; where names meet, the explicit ones win.
export * from "@mantine/core";
export * from "@mantine/dates";
export * from "@mantine/hooks";
export { notifications } from "@mantine/notifications";
export { ColorSchemeToggle } from "../components/ColorSchemeToggle/ColorSchemeToggle.tsx";
export { ConnectionBanner } from "../components/ConnectionBanner/ConnectionBanner.tsx";
export { CrudPage, type CrudPageProps } from "../components/CrudPage/CrudPage.tsx";
export { DataTable } from "../components/DataTable/DataTable.tsx";
export type { ColumnLook, DataTableProps, TableCounts, TableRow } from "../components/DataTable/data-table-props.ts";
export { ErrorState, type ErrorStateProps } from "../components/ErrorState/ErrorState.tsx";
export { KeyHint } from "../components/KeyHint/KeyHint.tsx";
export { ModelForm, type ModelFormProps } from "../components/ModelForm/ModelForm.tsx";
export { NavLinks, type NavItem, type NavLinksProps } from "../components/NavLinks/NavLinks.tsx";
export { PageHeader, type PageHeaderProps } from "../components/PageHeader/PageHeader.tsx";
export { RxProvider, type RxProviderProps } from "../components/RxProvider/RxProvider.tsx";
export { Shell, type ShellProps } from "../components/Shell/Shell.tsx";
export { StatusMark, type StatusMarkProps } from "../components/StatusMark/StatusMark.tsx";
