CREATE TABLE `rx_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`origin` text NOT NULL,
	`notice` text NOT NULL
);
