// The style sheets in their order. Layers: mantine, then rx; an app's own rules stand in none, so they always win.
import "./layers.css";
import "@mantine/core/styles.layer.css";
import "@mantine/dates/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@fontsource-variable/inter/opsz.css";
import "./base.css";
import "./controls.css";
import "./floating.css";
