/**
 * The keys and values of the grid's maps, and how they are laid out as SQL columns.
 *
 * <p>Every row has a Compact serializer whose field names are the SQL column names. In Java a time
 * is epoch milliseconds and {@link io.vitalgrid.grid.row.Times#NONE} when absent, a measurement is
 * a double and NaN when absent; both are NULL in SQL. Arrays are not copied: whoever makes a row
 * hands its arrays over, and whoever reads one leaves them as they are.
 */
package io.vitalgrid.grid.row;
