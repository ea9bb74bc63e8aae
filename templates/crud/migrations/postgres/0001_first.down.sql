-- Takes away: table customers
-- Takes away: table products
-- Takes away: table orders
DROP TABLE "customers" CASCADE;
--> statement-breakpoint
DROP TABLE "products" CASCADE;
--> statement-breakpoint
DROP TABLE "orders" CASCADE;
