package dev.chatchannel.storage;

import dev.chatchannel.channel.ChannelState;
import dev.chatchannel.channel.Standing;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A channel with everybody who stands in it otherwise than a stranger, a row for each of them; or one row without anybody.
 *
 * <p>It is one statement, so that head and people are of one moment without a transaction.
 */
record StateRow(ChannelState channel, Optional<AccountId> account, Standing standing) {
    private static final String SELECT =
            """
            select channel.epoch, channel.head, channel.kind, channel.guests, channel.archived, channel.slow,
                   person.account, member.role, restraint.read_only, restraint.muted_until, restraint.banned
              from channel
              left join (select channel, account from member union select channel, account from restraint) as person
                     on person.channel = channel.id
              left join member on member.channel = person.channel and member.account = person.account
              left join restraint on restraint.channel = person.channel and restraint.account = person.account
             where channel.name = ?
            """;

    static Optional<ChannelState> read(Sql sql, ChannelName name) throws SQLException {
        List<StateRow> rows = sql.all(SELECT, StateRow::of, name.value());
        if (rows.isEmpty()) return Optional.empty();
        Map<AccountId, Standing> people = new HashMap<>();
        for (StateRow row : rows) row.account.ifPresent(account -> people.put(account, row.standing));
        ChannelState bare = rows.get(0).channel;
        return Optional.of(new ChannelState(bare.head(), bare.kind(), bare.guests(), bare.archived(), bare.slowSeconds(), people));
    }

    private static StateRow of(ResultSet row) throws SQLException {
        return new StateRow(bare(row), Optional.ofNullable(row.getString("account")).map(AccountId::new), standing(row));
    }

    /** @param row with a role, {@code muted_until} and {@code banned}, or nothing in them */
    static Standing standing(ResultSet row) throws SQLException {
        String role = row.getString("role");
        return new Standing(
                role == null ? Role.NONE : Role.of(role), row.getBoolean("read_only"), row.getLong("muted_until"), row.getBoolean("banned"));
    }

    private static ChannelState bare(ResultSet row) throws SQLException {
        return new ChannelState(
                new Position(row.getString("epoch"), row.getLong("head")),
                ChannelKind.of(row.getString("kind")),
                row.getBoolean("guests"),
                row.getLong("archived") > 0,
                row.getInt("slow"),
                Map.of());
    }
}
