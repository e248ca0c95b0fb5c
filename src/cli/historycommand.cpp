// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/historysearch.h"
#include "cli/moment.h"
#include "settings/settingspaths.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

std::optional<Timestamp> momentOf(ArgumentReader &reader, const QString &option)
{
    const std::optional<QString> text = reader.text(option);
    if (!text)
        return {};
    const Result<Timestamp> moment = readMoment(*text, Timestamp::now());
    if (!moment) {
        reader.refuse(u"--%1: %2"_s.arg(option, moment.error().text));
        return {};
    }
    return *moment;
}

SearchOptions::Format formatOf(ArgumentReader &reader)
{
    using Format = SearchOptions::Format;
    const bool json = reader.flag(u"json"_s);
    const QString word = reader.text(u"format"_s).value_or(json ? u"json"_s : QString());
    if (word == "json"_L1)
        return Format::Json;
    if (word == "csv"_L1 && json)
        reader.refuse(u"--format csv and --json are given: it takes one of them."_s);
    if (word == "csv"_L1)
        return Format::Csv;
    if (!word.isNull())
        reader.refuse(u"--format must be json or csv, not \"%1\"."_s.arg(word));
    return Format::Text;
}

Parsed<SearchOptions> readOptions(const Arguments &arguments)
{
    ArgumentReader reader(arguments);
    SearchOptions options;
    if (const QStringList &words = arguments.positionals(); !words.isEmpty()) {
        const Result<FieldExpression> expression = FieldExpression::parse(words.first());
        if (expression)
            options.filter.fields = *expression;
        else
            reader.refuse(expression.error());
    }
    if (const auto device = reader.text(u"device"_s)) {
        const Result<DevId> id = DevId::parse(*device);
        if (id)
            options.filter.devices = {*id};
        else
            reader.refuse("--device: "_L1 + id.error().text);
    }
    options.filter.since = momentOf(reader, u"since"_s);
    options.filter.until = momentOf(reader, u"until"_s);
    options.limit = reader.integer(u"limit"_s, 1, std::numeric_limits<qint64>::max());
    options.format = formatOf(reader);
    if (!reader.isGood())
        return tl::unexpected<WrongUse>(reader.wrong());
    return options;
}

void search(CommandContext &context)
{
    const Parsed<SearchOptions> options = readOptions(context.arguments());
    if (!options) {
        context.refuse(options.error());
        return;
    }
    const Profile &profile = *context.connection().profile;
    auto messages =
        StoredMessages::open(historyFileOf(SettingsPaths::ofUser().historyFolder(), profile.id), profile.appId);
    if (!messages) {
        context.fail(messages.error());
        return;
    }
    auto *run = new HistorySearch(context, *std::move(messages), *options);
    run->start();
}

} // namespace

QList<CommandSpec> historyCommands()
{
    return {{.words = {u"history"_s, u"search"_s},
             .positionals = u"[EXPRESSION]"_s,
             .maximum = 1,
             .summary = u"search the messages that the console stored, as in 'temperature > 30'"_s,
             .options = {{u"device"_s, u"ID"_s, u"of this device"_s},
                         {u"since"_s, u"T"_s, u"received since: 2026-11-24, \"2026-11-24 10:00\", or 2h, 7d ago"_s},
                         {u"until"_s, u"T"_s, u"received before"_s},
                         {u"limit"_s, u"N"_s, u"the newest so many; all where not given"_s},
                         {u"format"_s, u"json|csv"_s, u"as \"listen --json\" prints them, or a table"_s}},
             .needs = Needs::Profile,
             .run = search}};
}

} // namespace thingsdesk::cli
