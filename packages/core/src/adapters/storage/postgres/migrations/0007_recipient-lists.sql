CREATE TABLE "lists" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"members" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "lists_name" ON "lists" USING btree ("level","name");