CREATE TABLE `customers` (
	`id` bigint AUTO_INCREMENT NOT NULL,
	`name` varchar(120) NOT NULL,
	`city` varchar(80) NOT NULL,
	`region` varchar(64) NOT NULL,
	`email` varchar(255) NOT NULL,
	`status` varchar(64) NOT NULL DEFAULT 'lead',
	`credit_limit` decimal(12,2) NOT NULL DEFAULT '0.00',
	`note` longtext,
	`since` date NOT NULL,
	CONSTRAINT `customers_id` PRIMARY KEY(`id`),
	CONSTRAINT `customers_email_unique` UNIQUE(`email`)
);
--> statement-breakpoint
CREATE TABLE `products` (
	`id` bigint AUTO_INCREMENT NOT NULL,
	`name` varchar(120) NOT NULL,
	`sku` varchar(16) NOT NULL,
	`category` varchar(64) NOT NULL,
	`price` decimal(10,2) NOT NULL,
	`stock` int NOT NULL DEFAULT 0,
	`active` boolean NOT NULL DEFAULT true,
	`description` longtext,
	CONSTRAINT `products_id` PRIMARY KEY(`id`),
	CONSTRAINT `products_sku_unique` UNIQUE(`sku`)
);
--> statement-breakpoint
CREATE TABLE `orders` (
	`id` bigint AUTO_INCREMENT NOT NULL,
	`customer_id` bigint NOT NULL,
	`product_id` bigint NOT NULL,
	`status` varchar(64) NOT NULL DEFAULT 'draft',
	`quantity` int NOT NULL DEFAULT 1,
	`total` decimal(12,2) NOT NULL,
	`shipping` decimal(8,2) NOT NULL DEFAULT '0.00',
	`discount` decimal(5,2) NOT NULL DEFAULT '0.00',
	`placed_at` datetime(3) NOT NULL,
	`due` date NOT NULL,
	`gift` boolean NOT NULL DEFAULT false,
	`note` longtext,
	CONSTRAINT `orders_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
ALTER TABLE `orders` ADD CONSTRAINT `orders_customer_id_customers_id_fk` FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE `orders` ADD CONSTRAINT `orders_product_id_products_id_fk` FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX `customers_name_idx` ON `customers` (`name`);
--> statement-breakpoint
CREATE INDEX `customers_status_idx` ON `customers` (`status`);
--> statement-breakpoint
CREATE INDEX `products_name_idx` ON `products` (`name`);
--> statement-breakpoint
CREATE INDEX `orders_placed_at_idx` ON `orders` (`placed_at`);
--> statement-breakpoint
CREATE INDEX `orders_status_placed_at_idx` ON `orders` (`status`,`placed_at`);
--> statement-breakpoint
CREATE INDEX `orders_total_idx` ON `orders` (`total`);
--> statement-breakpoint
CREATE INDEX `orders_customer_id_idx` ON `orders` (`customer_id`);
--> statement-breakpoint
CREATE INDEX `orders_product_id_idx` ON `orders` (`product_id`);
