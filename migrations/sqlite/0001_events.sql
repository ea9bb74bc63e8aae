CREATE TABLE `rx_events` (
	`token` text NOT NULL,
	`id` integer NOT NULL,
	`answer` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`token`, `id`)
);
--> statement-breakpoint
CREATE INDEX `rx_events_created_at_idx` ON `rx_events` (`created_at`);
