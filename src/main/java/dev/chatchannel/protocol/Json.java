package dev.chatchannel.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatchannel.message.AccessChanged;
import dev.chatchannel.message.AccountInfo;
import dev.chatchannel.message.AddressBan;
import dev.chatchannel.message.ArchiveChanged;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Attention;
import dev.chatchannel.message.ChannelSummary;
import dev.chatchannel.message.ConnectionInfo;
import dev.chatchannel.message.GuestsSet;
import dev.chatchannel.message.InviteInfo;
import dev.chatchannel.message.MemberBanned;
import dev.chatchannel.message.MemberChanged;
import dev.chatchannel.message.MemberInvited;
import dev.chatchannel.message.MemberMuted;
import dev.chatchannel.message.MemberRemoved;
import dev.chatchannel.message.MemberUnbanned;
import dev.chatchannel.message.Membership;
import dev.chatchannel.message.NodeInfo;
import dev.chatchannel.message.Role;
import dev.chatchannel.message.RoleSet;
import dev.chatchannel.message.SlowModeSet;
import dev.chatchannel.message.TitleChanged;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.Deed;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MemberJoined;
import dev.chatchannel.message.MemberLeft;
import dev.chatchannel.message.MessageChanged;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.MessageEdited;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.MessageState;
import dev.chatchannel.message.OwnReaction;
import dev.chatchannel.message.Person;
import dev.chatchannel.message.PlaceInfo;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Preference;
import dev.chatchannel.message.Profile;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.ReactionAdded;
import dev.chatchannel.message.ReactionRemoved;
import dev.chatchannel.message.ReactionTally;
import dev.chatchannel.message.Reactors;
import dev.chatchannel.message.SessionInfo;
import dev.chatchannel.message.TokenInfo;
import dev.chatchannel.message.ThreadTally;
import dev.chatchannel.message.TopicChanged;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How the words of the protocol look in JSON. Reads with bounds on depth and numbers; doubled members are refused. */
public final class Json {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 32;

    /** What happened, in a word; of all events but messages. */
    private static final Map<Class<? extends Event>, String> KINDS = Map.ofEntries(
            Map.entry(MessageEdited.class, "edit"),
            Map.entry(MessageDeleted.class, "delete"),
            Map.entry(ReactionAdded.class, "react"),
            Map.entry(ReactionRemoved.class, "unreact"),
            Map.entry(TopicChanged.class, "topic"),
            Map.entry(MemberJoined.class, "join"),
            Map.entry(MemberLeft.class, "leave"),
            Map.entry(MemberInvited.class, "invite"),
            Map.entry(MemberRemoved.class, "remove"),
            Map.entry(RoleSet.class, "role"),
            Map.entry(MemberMuted.class, "mute"),
            Map.entry(MemberBanned.class, "ban"),
            Map.entry(MemberUnbanned.class, "unban"),
            Map.entry(TitleChanged.class, "title"),
            Map.entry(ArchiveChanged.class, "archive"),
            Map.entry(SlowModeSet.class, "slow"),
            Map.entry(GuestsSet.class, "guests"));

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** @throws Refused when the text is not one JSON value */
    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw Refusal.BAD_REQUEST.refused("Expected JSON: " + notJson.getOriginalMessage());
        }
    }

    /** @return {@code {"result": …}}, the answer of HTTP */
    public static String result(Reply reply) {
        return object().set("result", reply(reply)).toString();
    }

    /** @return {@code {"result":{"account":{…}}}} */
    public static String account(Author author) {
        return object().set("result", object().set("account", author(author))).toString();
    }

    /**
     * @param ban of the address that asks
     * @param fileBytes the most that a file may have
     * @return {@code {"result":{"file_bytes":…,"account":{…},"place":{…},"address_ban":{"until":…}}}}, without an account for nobody, without a ban where there is
     *     none, without its end where it has none; the profile is for its owner alone
     */
    public static String door(Optional<Author> who, Optional<Profile> profile, PlaceInfo place, Optional<AddressBan> ban, long fileBytes) {
        ObjectNode result = object().put("file_bytes", fileBytes);
        ban.ifPresent(one -> one.until().ifPresentOrElse(end -> result.putObject("address_ban").put("until", end), () -> result.putObject("address_ban")));
        who.ifPresent(author -> result.set("account", own(author, profile)));
        return object().set("result", result.set("place", place(place))).toString();
    }

    /** @return {@code {"error":{…}}}, the answer of HTTP to what was refused */
    public static String refused(Refused refused) {
        return object().set("error", error(refused)).toString();
    }

    static ObjectNode error(Refused refused) {
        ObjectNode json = object()
                .put("code", refused.refusal().code())
                .put("reason", refused.refusal().reason())
                .put("message", refused.getMessage())
                .put("temporary", refused.refusal().temporary());
        return refused.refusal().temporary() ? json.put("retry_after", refused.retrySeconds()) : json;
    }

    static ObjectNode reply(Reply reply) {
        if (reply instanceof Reply.Published published) return published(published);
        if (reply instanceof Reply.HistoryPage page) return page(page);
        if (reply instanceof Reply.ReactionList list) return list("reactions", list.reactions(), Json::reactors);
        if (reply instanceof Reply.OwnReactionList list) return list("reactions", list.reactions(), Json::ownReaction);
        if (reply instanceof Reply.PresenceList list) return presence(list.people());
        if (reply instanceof Reply.PresenceCount count) return count(count);
        if (reply instanceof Reply.ConnectionList list) return connections(list);
        if (reply instanceof Reply.ConnectionsClosed closed) return closed(closed);
        if (reply instanceof Reply.ChannelMade made) return object().put("name", made.name().value());
        if (reply instanceof Reply.ChannelList list) return channels(list.channels());
        if (reply instanceof Reply.MessagesFound found) return found(found);
        if (reply instanceof Reply.MemberList list) return members(list.members());
        if (reply instanceof Reply.Marked marked) return object().put("offset", marked.offset());
        if (reply instanceof Reply.Preferred preferred) return preference(object(), preferred.preference());
        if (reply instanceof Reply.Signalled || reply instanceof Reply.Done) return object();
        if (reply instanceof Reply.BotMade made) return object().put("user", made.account().value());
        if (reply instanceof Reply.TokenMade made) return object().put("id", made.id()).put("token", made.token());
        if (reply instanceof Reply.TokenList list) return list("tokens", list.tokens(), Json::token);
        if (reply instanceof Reply.LinkMade link) return object().put("id", link.id()).put("code", link.code()).put("expires", link.expires());
        if (reply instanceof Reply.InviteList list) return list("invites", list.invites(), Json::invite);
        if (reply instanceof Reply.AccountsFound found) return list("accounts", found.accounts(), Json::author);
        if (reply instanceof Reply.AccountList list) return list("accounts", list.accounts(), Json::account);
        if (reply instanceof Reply.SessionList list) return list("sessions", list.sessions(), Json::session);
        if (reply instanceof Reply.DeedList list) return list("deeds", list.deeds(), Json::deed);
        if (reply instanceof Reply.PlaceShown shown) return place(shown.info()).put("guests_allowed", shown.guestsAllowed()).put("edit_seconds", shown.info().editSeconds());
        if (reply instanceof Reply.SettingsShown shown) return list("settings", List.copyOf(shown.settings().entrySet()), Json::setting);
        if (reply instanceof Reply.AddressList list) return list("addresses", list.addresses(), Json::ban);
        if (reply instanceof Reply.Healthy) return object().put("status", "up");
        throw new IllegalArgumentException("Has no form in JSON: " + reply.getClass().getSimpleName());
    }

    static ObjectNode event(Event event) {
        if (event instanceof MessagePosted message) return message(message);
        ObjectNode json = object().put("kind", KINDS.get(event.getClass())).put("time", event.time());
        json.set("author", author(event.author()));
        if (event instanceof MessageChanged change) json.put("target", change.target());
        if (event instanceof MessageDeleted deletion) deletion.thread().ifPresent(thread -> thread(json, thread));
        if (event instanceof MessageEdited edit) json.put("text", edit.text());
        if (event instanceof ReactionAdded added) reaction(json, added.reaction(), added.count());
        if (event instanceof ReactionRemoved removed) reaction(json, removed.reaction(), removed.count());
        if (event instanceof TopicChanged change) json.put("topic", change.topic());
        if (event instanceof AccessChanged change) access(json, change);
        return json;
    }

    private static void access(ObjectNode json, AccessChanged event) {
        if (event instanceof MemberLeft left) left.heir().ifPresent(heir -> json.set("owner", author(heir)));
        if (event instanceof MemberChanged change) json.set("member", author(change.member()));
        if (event instanceof RoleSet set) json.put("role", set.role().word());
        if (event instanceof MemberMuted muted) json.put("until", muted.until());
        if (event instanceof TitleChanged change) json.put("title", change.title());
        if (event instanceof ArchiveChanged change) json.put("archived", change.archived());
        if (event instanceof SlowModeSet set) json.put("seconds", set.seconds());
        if (event instanceof GuestsSet set) json.put("open", set.open());
    }

    private static ObjectNode message(MessagePosted message) {
        ObjectNode json = object()
                .put("kind", "message")
                .put("time", message.time())
                .put("text", message.text());
        json.set("author", author(message.author()));
        message.clientId().ifPresent(id -> json.put("client_id", id.value()));
        message.file().ifPresent(file -> json.set("file", attachment(file)));
        if (!message.files().isEmpty()) json.set("files", list(message.files()));
        message.thread().ifPresent(thread -> thread(json, thread));
        state(json, message.state());
        return json;
    }

    private static ArrayNode list(List<Attachment> files) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        files.forEach(file -> all.add(attachment(file)));
        return all;
    }

    /** @return what is answered to who brought a file */
    public static String brought(Attachment file) {
        return object().set("result", attachment(file)).toString();
    }

    private static ObjectNode attachment(Attachment file) {
        ObjectNode json = object().put("id", file.id().value()).put("type", file.type()).put("size", file.size());
        if (!file.name().isEmpty()) json.put("name", file.name());
        return file.width() == 0 ? json : json.put("width", file.width()).put("height", file.height());
    }

    /** What a reply tells of its thread. */
    private static void thread(ObjectNode json, ThreadTally thread) {
        replies(json.put("thread", thread.root()), thread);
    }

    private static void replies(ObjectNode json, ThreadTally thread) {
        json.put("replies", thread.replies());
        if (thread.replies() > 0) json.put("last_reply", thread.last());
    }

    private static void state(ObjectNode json, MessageState state) {
        state.edited().ifPresent(time -> json.put("edited", time));
        if (state.deleted()) json.put("deleted", true);
        state.thread().ifPresent(thread -> replies(json, thread));
        if (state.reactions().isEmpty()) return;
        ArrayNode reactions = json.putArray("reactions");
        for (ReactionTally tally : state.reactions()) {
            ArrayNode accounts = reaction(reactions.addObject(), tally.reaction(), tally.count()).putArray("accounts");
            tally.accounts().forEach(account -> accounts.add(account.value()));
        }
    }

    private static ObjectNode reaction(ObjectNode json, Reaction reaction, int count) {
        return json.put("reaction", reaction.value()).put("count", count);
    }

    private static ObjectNode reactors(Reactors reactors) {
        ObjectNode json = reaction(object(), reactors.reaction(), reactors.count());
        ArrayNode people = json.putArray("people");
        reactors.people().forEach(person -> people.add(author(person)));
        return json;
    }

    private static ObjectNode ownReaction(OwnReaction own) {
        return object().put("offset", own.offset()).put("reaction", own.reaction().value());
    }

    static ObjectNode publication(Event event) {
        return object().put("offset", event.offset()).set("data", event(event));
    }

    static ObjectNode author(Author author) {
        return object()
                .put("id", author.id().value())
                .put("name", author.name())
                .put("kind", word(author.kind()));
    }

    static ObjectNode person(Person person) {
        ObjectNode json = object().put("client", person.connection()).put("user", person.author().id().value());
        json.putObject("conn_info").put("name", person.author().name()).put("kind", word(person.author().kind()));
        return json;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static <T> ObjectNode list(String name, List<T> values, Function<T, ObjectNode> form) {
        ObjectNode json = object();
        ArrayNode all = json.putArray(name);
        values.forEach(value -> all.add(form.apply(value)));
        return json;
    }

    private static ObjectNode account(AccountInfo info) {
        return author(info.account()).put("created", info.created()).put("seen", info.seen()).put("active", info.active());
    }

    private static ObjectNode connections(Reply.ConnectionList list) {
        ObjectNode json = list("connections", list.connections(), Json::connection);
        return list.nodes().isEmpty() ? json : json.setAll(list("nodes", list.nodes(), Json::node));
    }

    private static ObjectNode node(NodeInfo node) {
        return object().put("id", node.id()).put("host", node.host()).put("connections", node.connections()).put("here", node.here());
    }

    private static ObjectNode closed(Reply.ConnectionsClosed closed) {
        ObjectNode json = object().put("closed", closed.here());
        return closed.others() == 0 ? json : json.put("others", closed.others());
    }

    private static ObjectNode connection(ConnectionInfo connection) {
        ObjectNode json = object()
                .put("id", connection.id())
                .put("address", connection.address())
                .put("since", connection.since())
                .put("protocol", connection.protocol())
                .put("device", connection.device())
                .put("channels", connection.channels())
                .put("behind", connection.behind())
                .put("sending_ms", connection.sendingMillis());
        return json.set("account", author(connection.account()));
    }

    private static ObjectNode session(SessionInfo session) {
        return object()
                .put("id", session.id())
                .put("device", session.device())
                .put("address", session.address())
                .put("created", session.created())
                .put("used", session.used())
                .put("current", session.current());
    }

    private static ObjectNode token(TokenInfo token) {
        ObjectNode json = object().put("id", token.id()).put("name", token.name()).put("created", token.created()).put("used", token.used());
        ArrayNode scopes = json.putArray("scopes");
        token.scopes().stream().sorted().forEach(scope -> scopes.add(scope.word()));
        token.expires().ifPresent(end -> json.put("expires", end));
        return json;
    }

    private static ObjectNode invite(InviteInfo invite) {
        return object()
                .put("id", invite.id())
                .put("uses", invite.uses())
                .put("expires", invite.expires())
                .put("creator", invite.creator().value())
                .put("created", invite.created());
    }

    private static ObjectNode own(Author author, Optional<Profile> profile) {
        ObjectNode json = author(author);
        profile.map(Profile::language).filter(language -> !language.value().isEmpty()).ifPresent(language -> json.put("language", language.value()));
        profile.map(Profile::zone).filter(zone -> !zone.value().isEmpty()).ifPresent(zone -> json.put("time_zone", zone.value()));
        return json;
    }

    private static ObjectNode place(PlaceInfo place) {
        return object().put("name", place.name().value()).put("guests", place.guests()).put("sign_up", place.signUp().word());
    }

    private static ObjectNode setting(Map.Entry<String, String> setting) {
        return object().put("name", setting.getKey()).put("value", setting.getValue());
    }

    private static ObjectNode ban(AddressBan ban) {
        ObjectNode json = object().put("address", ban.address().value()).put("time", ban.time());
        ban.until().ifPresent(end -> json.put("until", end));
        return json.set("by", author(ban.by()));
    }

    private static ObjectNode deed(Deed deed) {
        ObjectNode json = object()
                .put("id", deed.id())
                .put("time", deed.time())
                .put("actor", deed.actor().value())
                .put("name", deed.name())
                .put("action", deed.action())
                .put("target", deed.target());
        if (!deed.detail().isEmpty()) json.put("detail", deed.detail());
        deed.channel().ifPresent(channel -> json.put("channel", channel.value()));
        return deed.inPrivate() ? json.put("private", true) : json;
    }

    private static ObjectNode published(Reply.Published published) {
        return position(object(), published.position()).put("repeated", published.repeated());
    }

    private static ObjectNode page(Reply.HistoryPage page) {
        ObjectNode json = object();
        ArrayNode publications = json.putArray("publications");
        page.events().forEach(event -> publications.add(publication(event)));
        return position(json, page.head());
    }

    private static ObjectNode presence(List<Person> people) {
        ObjectNode byConnection = object();
        people.forEach(person -> byConnection.set(person.connection(), person(person)));
        return object().set("presence", byConnection);
    }

    private static ObjectNode count(Reply.PresenceCount count) {
        return object().put("num_clients", count.connections()).put("num_users", count.people());
    }

    private static ObjectNode channels(List<ChannelSummary> channels) {
        ObjectNode json = object();
        ArrayNode array = json.putArray("channels");
        channels.forEach(channel -> channel(array.addObject(), channel));
        return json;
    }

    private static ObjectNode found(Reply.MessagesFound found) {
        ObjectNode json = list("results", found.messages(), message -> publication(message).put("channel", message.channel().value()));
        ArrayNode words = json.putArray("words");
        found.words().forEach(words::add);
        found.next().ifPresent(next -> json.put("cursor", SearchCommands.cursor(next)));
        found.problem().ifPresent(problem -> json.putObject("problem")
                .put("reason", problem.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("about", problem.about()));
        return json.put("indexed", found.indexed());
    }

    private static void channel(ObjectNode json, ChannelSummary channel) {
        json.put("name", channel.name().value())
                .put("title", channel.title())
                .put("kind", channel.kind().word())
                .put("topic", channel.topic())
                .put("archived", channel.archived())
                .put("slow", channel.slowSeconds())
                .put("offset", channel.head())
                .put("members", channel.members());
        if (channel.role() != Role.NONE) json.put("role", channel.role().word());
        attention(preference(json, channel.attention().preference()), channel.attention());
        if (channel.people().isEmpty()) return;
        ArrayNode people = json.putArray("people");
        channel.people().forEach(person -> people.add(author(person)));
    }

    private static void attention(ObjectNode json, Attention attention) {
        attention.mark().ifPresent(mark -> json.put("mark", mark).put("unread", attention.unread()).put("mentions", attention.mentions()));
    }

    static ObjectNode preference(ObjectNode json, Preference preference) {
        return json.put("notify", preference.level().word()).put("favourite", preference.favourite());
    }

    private static ObjectNode members(List<Membership> members) {
        ObjectNode json = object();
        ArrayNode array = json.putArray("members");
        for (Membership member : members) {
            ObjectNode one = array.addObject().put("role", member.role().word());
            one.set("account", author(member.who()));
            if (member.mutedUntil() > 0) one.put("muted_until", member.mutedUntil());
        }
        return json;
    }

    static ObjectNode position(ObjectNode json, Position position) {
        return json.put("offset", position.offset()).put("epoch", position.epoch());
    }

    private static String word(AccountKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
