/**
 * The ports of the other rooms, in SQL that SQLite and PostgreSQL both run; in what they differ stands behind {@link dev.chatchannel.storage.Dialect}.
 *
 * <p>In: a data directory, or a {@link dev.chatchannel.storage.DatabaseAddress}. Out: {@link dev.chatchannel.storage.JdbcEvents} ({@code journal.EventStore} and
 * {@code channel.History}), {@link dev.chatchannel.storage.JdbcDirectory} ({@code channel.Directory}), {@link dev.chatchannel.storage.JdbcAccounts}
 * ({@code account.Accounts}), {@link dev.chatchannel.storage.JdbcRegistry} ({@code account.Registry}), {@link
 * dev.chatchannel.storage.JdbcPlace} ({@code account.PlaceStore}), {@link dev.chatchannel.storage.JdbcFiles} ({@code file.FileStore}), {@link
 * dev.chatchannel.storage.JdbcAvatars} ({@code file.AvatarStore}) and {@link dev.chatchannel.storage.JdbcSearch} ({@code search.SearchIndex}) over one {@link
 * dev.chatchannel.storage.Database}. {@link dev.chatchannel.storage.Backup} and {@link
 * dev.chatchannel.storage.Epochs} are for the command line. May not enter: rights, limits, sockets. Public: these nine,
 * the address, and {@code StorageUnavailable}.
 *
 * <pre>
 * channel                    event                                   file
 *   id     pk   ◀──────────    channel    ┐ pk                         id       pk
 *   name   unique              "offset"   ┘ from 1, no gaps            channel  ──▶ channel.id
 *   epoch                      kind                                    uploader or empty
 *   head   newest offset       target     offset of a message          content  ──▶ content.id
 *   topic                      author     ┐ unique, where there        name
 *   title                      client_id  ┘ is a client_id             posted
 *   kind                       time                                    created
 *   guests                     body       JSON
 *   archived time
 *   slow   seconds
 *   creator
 *   people unique, of direct
 *   skeleton unique, of public
 *   ending   deleted, not all erased
 *
 * message                    reaction                                member
 *   channel   ┐ pk, ──▶        channel    ┐    ──▶ event               channel  ┐ pk, ──▶ channel.id
 *   "offset"  ┘ event          "offset"   │ pk                         account  ┘
 *   text      since edited     reaction   │                            since
 *   edited    time             account    ┘                          role
 *   deleted   time             time
 *
 * content                    content_part                            thumbnail
 *   id       pk   ◀────────    content  ┐ pk                           content  pk, ──▶ content.id
 *   hash     unique, or null   "offset" ┘ of the first byte            type
 *   type                       bytes                                   bytes
 *   size
 *   width, height                                                    avatar
 *   begun    time                                                      account  pk, ──▶ account.id
 *                                                                      hash, type, bytes
 *
 * restraint                  spoke                                   attention
 *   channel   ┐ pk, ──▶        channel    ┐ pk, ──▶ channel.id         channel    ┐ pk, ──▶ channel.id
 *   account   ┘ channel.id     account    ┘                            account    ┘
 *   read_only                  time       of the last message          mark       an offset, or null
 *   muted_until                           in slow mode                 notify     level, or null
 *   banned                                                             favourite
 *
 * thread
 *   channel    ┐ pk, ──▶
 *   "offset"   ┘ event, the root
 *   replies
 *   last_reply time, or 0
 *
 * account                    token
 *   id       pk   ◀────────    account
 *   kind                       hash       pk, SHA-256 of the token
 *   name                       created
 *   skeleton unique            used       to the hour
 *   created                    device     as the browser calls itself; or name, scopes, expires, of a bot's
 *   seen     to the hour       address
 *   password Argon2id, or null
 *   deactivated
 *   address  of the last sign-in
 *   language, time_zone   or empty
 *
 * link                       audit (rows are only added)
 *   hash     pk, SHA-256       id       pk
 *   kind                       time
 *   account  ──▶ account.id    actor, name
 *   uses, expires              action, target
 *   creator, created                      detail   how it is afterwards
 *                                         channel  public channel's name
 *                                         private  or whether in a private one
 *
 * place (one row)            address_ban
 *   id       pk, 1             network  pk, an IPv4 address or the /64 of an IPv6 one
 *   version  of the row        until    time, or null
 *   name, guests, sign_up      actor, name, kind   who did it
 *   edit_seconds               time
 *
 * search_entry (SQLite)      search_words (FTS5)         search_progress
 *   id       pk   ◀────────    rowid                       channel   pk
 *   channel   ┐ unique         words   ┐ of the entry      "offset"  as far as the index has come
 *   "offset"  ┘                marks   ┘
 *   words    tokens
 *   marks    channel, author, traits
 *
 * identity (one row)         signal (the newest few thousand)
 *   one      pk, 1             number   pk, the highest before it and one: committed in this order
 *   id       of this place     node     that tells
 *   seal     its nodes' key    name     what it tells the others
 *                              words    split by U+001F
 *
 * node (a row for each that lives)
 *   name     pk
 *   host, connections
 *   beats    counted on
 *
 * search_entry (PostgreSQL)
 *   id, channel, "offset"  as above
 *   words    tokens, in order
 *   tokens   tsvector of them, and of marks behind a #
 * </pre>
 *
 * <p>Where several nodes write (PostgreSQL), the row of a channel is the lock of all that is in it, several in the order of their names; the row of
 * {@code place} that of what administrators decide; the row of a content that of its files.
 *
 * <p>{@code event.kind} is {@code message}, {@code edit}, {@code delete}, {@code react}, {@code unreact}, {@code topic},
 * {@code join}, {@code leave}, {@code invite}, {@code remove}, {@code role}, {@code mute}, {@code ban}, {@code unban}, {@code title},
 * {@code archive}, {@code slow} or {@code guests}. {@code event.body} is {@code {"name","kind"}}, the author's name and kind at that time, with
 * {@code "text","files":[{"id","type","size","name","width","height"}]} of a message ({@code "file"}, one, before V13), {@code "reaction","count"} of a reaction, {@code "text"} of a topic or title,
 * {@code "member":{"id","name","kind"}} whom it concerns, {@code "role"}, and {@code "number"}: seconds, a time, or 1 for yes and 0 for no.
 * The {@code target} of a message is the root of the thread that it replies in, and its {@code "count"} how many replies there were then; a reply's
 * deletion has {@code "root"}, {@code "count"} and as {@code "number"} the time of the last reply. {@code thread} has a row for each message that was
 * ever replied to.
 * {@code content.hash} is the SHA-256 of all parts; null while it comes and when it goes, and {@code before-} with the id of files from before V13.
 * {@code channel.people} are the ids of a direct channel's people, sorted, so that the same people always find the same one.
 * {@code message} has a row for each message that was edited or deleted, and no other: it holds what differs. A deletion takes
 * the text and the file out of {@code event.body} too: the one change that a row of {@code event} ever sees. {@code event.author},
 * {@code reaction.account}, {@code member.account} and those of {@code restraint} and {@code spoke} refer to no row: that may be a guest who was never kept, or was
 * forgotten since. The scripts of the schema stand beside this package, in the resources, by number.
 */
package dev.chatchannel.storage;
