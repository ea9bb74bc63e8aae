CREATE TABLE `rx_changes` (
	`id` bigint AUTO_INCREMENT NOT NULL,
	`origin` varchar(32) NOT NULL,
	`notice` longtext NOT NULL,
	CONSTRAINT `rx_changes_id` PRIMARY KEY(`id`)
);
