-- Two roles for one database: postern_owner makes and changes the tables (`postern migrate`), postern_app works with their
-- rows and can do nothing else. To be run once, in Postern's empty database, by a superuser:
--   createdb --encoding UTF8 --template template0 postern
--   psql --dbname postern --file deploy/postgres-roles.sql
--   psql --dbname postern --command '\password postern_owner' --command '\password postern_app'
CREATE ROLE postern_owner LOGIN;
CREATE ROLE postern_app LOGIN;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO postern_owner;
GRANT USAGE ON SCHEMA public TO postern_app;
-- Also for tables that later versions bring.
ALTER DEFAULT PRIVILEGES FOR ROLE postern_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO postern_app;
