-- The audit log only grows, whoever holds the connection.
CREATE FUNCTION "audit_refuses_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "audit_refuses_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit"
FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuses_change"();
--> statement-breakpoint
-- Each delivery leaves two dead rows behind, one of its claim and one of its settling. The server's own setting waits for
-- a fifth of the table; here it is a hundredth, so that what is to be cleaned up stays small and in memory.
ALTER TABLE "deliveries" SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.05);
--> statement-breakpoint
-- Written once, forgotten in blocks: frozen and visible early, so that no vacuum ever has to read all of them at once.
ALTER TABLE "events" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
--> statement-breakpoint
ALTER TABLE "reports" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
--> statement-breakpoint
ALTER TABLE "delivery_attempts" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
--> statement-breakpoint
-- Few rows, written often, and none of what changes is indexed: room on the page keeps the new version next to the old.
ALTER TABLE "meta" SET (fillfactor = 20, autovacuum_vacuum_threshold = 100);
--> statement-breakpoint
ALTER TABLE "source_secrets" SET (fillfactor = 50);
