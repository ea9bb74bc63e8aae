CREATE TABLE "rx_events" (
	"token" varchar(64) NOT NULL,
	"id" integer NOT NULL,
	"answer" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rx_events_token_id_pk" PRIMARY KEY("token","id")
);
--> statement-breakpoint
CREATE INDEX "rx_events_created_at_idx" ON "rx_events" USING btree ("created_at");
