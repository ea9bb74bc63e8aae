import { createTheme, type MantineColorsTuple, type MantineThemeOverride } from "@mantine/core";

/** What an app may say about its looks, `theme` of rx.config.ts. */
export interface RxThemeOptions {
  /** A colour of Mantine (`indigo`, `teal`, …). Default: `indigo`, the accent of rowx. */
  readonly primaryColor?: string;
}

/** The accent of rowx, from light to dark: shade 6 on light, 5 on dark. It stands in the place of Mantine's own indigo. */
const indigo: MantineColorsTuple = [
  "#EEF0FD",
  "#DDE1FB",
  "#BFC6F6",
  "#A3ADFC",
  "#8F9BFF",
  "#5361DE",
  "#4350D0",
  "#3843B5",
  "#2F3999",
  "#252D7A",
];

/** Makes Mantine's theme: sizes, weights, radii and the defaults of components that looks ask for. Colours come by variables. */
export function createRxTheme(options: RxThemeOptions = {}): MantineThemeOverride {
  return createTheme({
    colors: { indigo },
    primaryColor: options.primaryColor ?? "indigo",
    primaryShade: { light: 6, dark: 5 },
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
    fontSizes: { xs: "12px", sm: "13px", md: "13px", lg: "14px", xl: "16px" },
    lineHeights: { xs: "16px", sm: "19px", md: "19px", lg: "20px", xl: "22px" },
    spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
    radius: { xs: "4px", sm: "6px", md: "8px", lg: "10px", xl: "12px" },
    defaultRadius: "sm",
    headings: {
      fontWeight: "600",
      sizes: {
        h1: { fontSize: "20px", lineHeight: "28px" },
        h2: { fontSize: "16px", lineHeight: "22px" },
        h3: { fontSize: "14px", lineHeight: "20px" },
      },
    },
    breakpoints: { xs: "30em", sm: "40em", md: "56.25em", lg: "75em", xl: "90em" },
    focusRing: "auto",
    cursorType: "pointer",
    respectReducedMotion: true,
    components,
  });
}

const floating = { radius: 8, shadow: "none", transitionProps: { duration: 160 } };

/** The arrows and headings of calendars have no words of their own. */
const calendar = {
  ariaLabels: {
    previousMonth: "Previous month",
    nextMonth: "Next month",
    previousYear: "Previous year",
    nextYear: "Next year",
    previousDecade: "Previous decade",
    nextDecade: "Next decade",
    monthLevelControl: "Choose a month",
    yearLevelControl: "Choose a year",
  },
};

const components: NonNullable<MantineThemeOverride["components"]> = {
  // A menu holds its items only; the first of them has the focus when it opens.
  Menu: { defaultProps: { ...floating, withInitialFocusPlaceholder: false } },
  Popover: { defaultProps: floating },
  Combobox: { defaultProps: floating },
  Modal: { defaultProps: { centered: true, size: 440, radius: 10, transitionProps: { duration: 220 } } },
  Drawer: { defaultProps: { position: "right", size: 520, transitionProps: { duration: 220 } } },
  Tooltip: { defaultProps: { openDelay: 400, radius: 6 } },
  Checkbox: { defaultProps: { radius: 4, size: "xs" } },
  Switch: { defaultProps: { withThumbIndicator: false } },
  NumberInput: { defaultProps: { hideControls: true } },
  ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: 32 } },
  DatePicker: { defaultProps: calendar },
  DatePickerInput: { defaultProps: calendar },
  DateTimePicker: { defaultProps: calendar },
  CloseButton: { defaultProps: { size: 32 } },
};
