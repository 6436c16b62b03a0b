/** What people ask: the tables, saved queries, and the command that answers. */
package io.vitalgrid.sql;
