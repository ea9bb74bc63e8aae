CREATE TABLE `customers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`city` text NOT NULL,
	`region` text NOT NULL,
	`email` text NOT NULL,
	`status` text DEFAULT 'lead' NOT NULL,
	`credit_limit` numeric(12, 2) DEFAULT 0 NOT NULL,
	`note` text,
	`since` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_email_unique` ON `customers` (`email`);
--> statement-breakpoint
CREATE INDEX `customers_name_idx` ON `customers` (`name`);
--> statement-breakpoint
CREATE INDEX `customers_status_idx` ON `customers` (`status`);
--> statement-breakpoint
CREATE TABLE `products` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`sku` text NOT NULL,
	`category` text NOT NULL,
	`price` numeric(10, 2) NOT NULL,
	`stock` integer DEFAULT 0 NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`description` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `products_sku_unique` ON `products` (`sku`);
--> statement-breakpoint
CREATE INDEX `products_name_idx` ON `products` (`name`);
--> statement-breakpoint
CREATE TABLE `orders` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`product_id` integer NOT NULL,
	`status` text DEFAULT 'draft' NOT NULL,
	`quantity` integer DEFAULT 1 NOT NULL,
	`total` numeric(12, 2) NOT NULL,
	`shipping` numeric(8, 2) DEFAULT 0 NOT NULL,
	`discount` numeric(5, 2) DEFAULT 0 NOT NULL,
	`placed_at` integer NOT NULL,
	`due` text NOT NULL,
	`gift` integer DEFAULT false NOT NULL,
	`note` text,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action
);
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
