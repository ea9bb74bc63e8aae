CREATE TABLE `rx_events` (
	`token` varchar(64) NOT NULL,
	`id` int NOT NULL,
	`answer` longtext,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `rx_events_token_id_pk` PRIMARY KEY(`token`,`id`)
);
--> statement-breakpoint
CREATE INDEX `rx_events_created_at_idx` ON `rx_events` (`created_at`);
