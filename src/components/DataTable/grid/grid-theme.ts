import { themeQuartz, type Theme } from "ag-grid-community";

/** The grid's looks: our sizes, and our colours by the same variables as all else, so that a change of scheme needs no script. */
export const gridTheme: Theme = themeQuartz.withParams({
  // Its scrollbars are those of the page's scheme.
  browserColorScheme: "inherit",
  fontFamily: "inherit",
  fontSize: 13,
  headerFontSize: 12,
  headerFontWeight: 500,
  rowHeight: 36,
  headerHeight: 36,
  cellHorizontalPadding: 12,
  spacing: 8,
  iconSize: 14,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  columnBorder: false,
  rowBorder: true,
  checkboxBorderRadius: 4,
  pinnedRowFontWeight: 600,
  backgroundColor: "var(--rx-surface)",
  foregroundColor: "var(--rx-text)",
  headerBackgroundColor: "var(--rx-sunken)",
  headerTextColor: "var(--rx-text3)",
  borderColor: "var(--rx-border)",
  rowHoverColor: "var(--rx-hover)",
  selectedRowBackgroundColor: "var(--rx-row-selected)",
  checkboxUncheckedBorderColor: "var(--rx-control)",
  accentColor: "var(--rx-accent)",
  rangeSelectionBorderColor: "var(--rx-focus)",
  headerColumnResizeHandleColor: "transparent",
});
