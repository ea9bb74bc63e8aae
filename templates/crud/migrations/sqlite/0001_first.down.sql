-- Takes away: table customers
-- Takes away: table products
-- Takes away: table orders
DROP TABLE `customers`;
--> statement-breakpoint
DROP TABLE `products`;
--> statement-breakpoint
DROP TABLE `orders`;
