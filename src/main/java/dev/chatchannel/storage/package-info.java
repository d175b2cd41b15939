/**
 * The ports of the other rooms, in SQL; for SQLite today, in SQL that PostgreSQL runs as well.
 *
 * <p>In: a data directory. Out: {@link dev.chatchannel.storage.JdbcEvents} ({@code journal.EventStore} and
 * {@code channel.History}) and {@link dev.chatchannel.storage.JdbcAccounts} ({@code account.Accounts}) over one
 * {@link dev.chatchannel.storage.Database}. May not enter: rights, limits, sockets. Public: these three, and
 * {@code StorageUnavailable}.
 *
 * <pre>
 * channel                    event                                   file
 *   id     pk   ◀──────────    channel    ┐ pk                         id       pk
 *   name   unique              "offset"   ┘ from 1, no gaps            channel  ──▶ channel.id
 *   epoch                      kind                                    type
 *   head   newest offset       author     ┐ unique, where there        size
 *                              client_id  ┘ is a client_id             content
 *                              time
 *                              body       JSON
 *
 * account                    token
 *   id       pk   ◀────────    account
 *   kind                       hash       pk, SHA-256 of the token
 *   name                       created
 *   skeleton unique            used       to the hour
 *   created
 *   seen     to the hour
 * </pre>
 *
 * <p>{@code event.body} is {@code {"name","kind","text","file":{"id","type","size"}}}: what was said, and the author's name
 * and kind at that time. {@code event.author} refers to no row: the author may be a guest who was never kept, or was
 * forgotten since. The scripts of the schema stand beside this package, in the resources, by number.
 */
package dev.chatchannel.storage;
